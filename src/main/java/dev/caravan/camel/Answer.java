package dev.caravan.camel;

import java.util.Optional;
import org.apache.camel.Exchange;

/** How an HTTP answer that could not be read is shown to a person. */
final class Answer {
    private static final int SHOWN_CHARACTERS = 60;

    private Answer() {}

    static String beginning(Exchange exchange) {
        String type = Optional.ofNullable(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class))
                .orElse("no content type");
        String body =
                Optional.ofNullable(exchange.getMessage().getBody(String.class)).orElse("");
        if (body.isBlank()) {
            return "; it is empty";
        }
        String begin =
                body.substring(0, Math.min(SHOWN_CHARACTERS, body.length())).replaceAll("\\s+", " ");
        return "; it is " + type + " and begins with \"" + begin + "\"";
    }
}
