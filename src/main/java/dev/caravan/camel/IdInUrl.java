package dev.caravan.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;

/**
 * The {@code id} of the row in hand as it may stand in the query of a URL. It comes from the API, and must neither add a parameter
 * nor, by a character that no URL has, end the poll of all others. Routes take it by {@code ref: idInUrl}.
 */
final class IdInUrl extends ExpressionAdapter {

    @Override
    public Object evaluate(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        String id = Optional.ofNullable(row.get("id")).map(Object::toString).orElse("");
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }
}
