package dev.caravan.camel;

import java.util.Optional;
import org.apache.camel.Exchange;

/** Which URL a message was asked of. */
final class Asked {
    static final String URL = "url";

    private Asked() {}

    /** Empty where nothing was asked. */
    static Optional<String> url(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(URL, String.class))
                .map(url -> url.endsWith("?") ? url.substring(0, url.length() - 1) : url);
    }
}
