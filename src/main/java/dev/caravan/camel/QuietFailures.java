package dev.caravan.camel;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.spi.CamelLogger;

/**
 * The error handler of every route that names no other: a failed poll is told once, by whoever asked for it, and Camel's
 * own log of it would only add a stack trace.
 */
final class QuietFailures extends RouteConfigurationBuilder {
    @Override
    public void configuration() {
        // logExhausted(false) is not heard by a handler without redeliveries
        CamelLogger silent = new CamelLogger(QuietFailures.class.getName(), LoggingLevel.OFF);
        routeConfiguration().errorHandler(defaultErrorHandler().logger(silent));
    }
}
