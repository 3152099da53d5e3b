package dev.caravan.camel;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;

/** What a poll that failed tells its user. */
final class Failure {
    static final String NOTHING_COMMITTED = "Nothing of this poll is committed; the next one asks again.";

    private Failure() {}

    static CaravanException of(String dataset, Exchange exchange) {
        Throwable failure = exchange.getException();
        return causes(failure)
                .filter(CaravanException.class::isInstance)
                .map(CaravanException.class::cast)
                .findFirst()
                .orElseGet(() -> new CaravanException(
                        Problem.at(place(dataset, exchange), "the poll failed: " + reason(failure), NOTHING_COMMITTED),
                        failure));
    }

    /** A file that could not be fetched. */
    static Problem fetching(String url, Throwable failure) {
        return Problem.at(
                url,
                "cannot be fetched: " + reason(failure),
                "The other files go on; the next poll asks for it again.");
    }

    /** The message of the innermost cause, which names the thing itself, or the usual trouble of networks in words. */
    static String reason(Throwable failure) {
        Throwable cause = causes(failure).reduce(failure, (outer, inner) -> inner);
        String message =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        if (cause instanceof HttpOperationFailedException answer) {
            return "the server answers " + answer.getStatusCode() + RetryAfter.wish(answer);
        }
        if (cause instanceof SocketTimeoutException) {
            return "no answer came in time (" + message + ")";
        }
        if (cause instanceof UnknownHostException) {
            return "the host is not known (" + message + ")";
        }
        if (cause instanceof CallNotPermittedException) {
            return "nothing is asked for a while, because too many requests in a row have failed";
        }
        return message;
    }

    /** What a split message asked is known by the answer alone. */
    private static String place(String dataset, Exchange exchange) {
        return dataset
                + Asked.url(exchange)
                        .or(() -> answer(exchange.getException()).map(HttpOperationFailedException::getUri))
                        .map(url -> ", " + url)
                        .orElse("");
    }

    private static Optional<HttpOperationFailedException> answer(Throwable failure) {
        return causes(failure)
                .filter(HttpOperationFailedException.class::isInstance)
                .map(HttpOperationFailedException.class::cast)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
