package dev.caravan.camel;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Keeps a poll's own headers from the server, and a server's headers from the poll: neither may it see which columns a
 * route sets, nor set one.
 */
final class PlainHeaders {
    private static final String[] OURS = {"camel", "caravan"};

    private PlainHeaders() {}

    static HeaderFilterStrategy strategy() {
        HttpHeaderFilterStrategy strategy = new HttpHeaderFilterStrategy();
        strategy.setLowerCase(true);
        strategy.setOutFilterStartsWith(OURS);
        strategy.setInFilterStartsWith(OURS);
        return strategy;
    }
}
