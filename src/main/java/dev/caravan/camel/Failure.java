package dev.caravan.camel;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.Optional;
import org.apache.camel.Exchange;

/** What a poll that failed tells its user. */
final class Failure {
    private Failure() {}

    static CaravanException of(String dataset, Exchange exchange) {
        Throwable cause = exchange.getException();
        while (cause != null) {
            if (cause instanceof CaravanException known) {
                return known;
            }
            cause = cause.getCause();
        }
        String url = Optional.ofNullable(exchange.getVariable("url", String.class))
                .map(asked -> ", " + asked)
                .orElse("");
        return new CaravanException(
                Problem.at(
                        dataset + url,
                        "the poll failed: " + reason(exchange.getException()),
                        "Nothing of it is committed; the next one asks again."),
                exchange.getException());
    }

    /** The message of the innermost cause, which names the thing itself. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }
}
