package dev.caravan.camel;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;

/**
 * Decides how long to wait after a failed request: as long as {@code Retry-After} asks (RFC 9110, section 10.2.3), and not
 * at all where another try would not help: the answer would be the same, the circuit breaker lets nothing through, or the
 * server wishes for more patience than the poll has.
 */
final class RetryAfter implements Processor {
    private static final String HEADER = "Retry-After";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Clock clock;
    private final Duration longest;

    RetryAfter(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        HttpOperationFailedException answer = ObjectHelper.getException(HttpOperationFailedException.class, failure);
        if (answer != null) {
            Optional<Duration> delay = header(answer).flatMap(this::delay);
            if (isFinal(answer.getStatusCode())
                    || delay.filter(wished -> wished.compareTo(longest) > 0).isPresent()) {
                exchange.getExchangeExtension().setRedeliveryExhausted(true);
            }
            delay.ifPresent(wished -> exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, wished.toMillis()));
        }
        if (ObjectHelper.getException(CallNotPermittedException.class, failure) != null) {
            exchange.getExchangeExtension().setRedeliveryExhausted(true);
        }
    }

    private static boolean isFinal(int status) {
        return status != TOO_MANY_REQUESTS && status < SERVER_ERROR;
    }

    /** What the server wishes for, as words behind its status; empty where it wishes for nothing. */
    static String wish(HttpOperationFailedException answer) {
        return header(answer)
                .map(value -> value.matches("\\d+") ? value + " s" : "until " + value)
                .map(value -> " and wishes to be left alone " + value)
                .orElse("");
    }

    /** Servers write the header's name in any case. */
    private static Optional<String> header(HttpOperationFailedException answer) {
        return Optional.ofNullable(answer.getResponseHeaders()).stream()
                .flatMap(headers -> headers.entrySet().stream())
                .filter(header -> header.getKey().equalsIgnoreCase(HEADER))
                .map(header -> header.getValue().strip())
                .findFirst();
    }

    /** Seconds, or the date of an HTTP header; none where it is neither. */
    private Optional<Duration> delay(String value) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration left = Duration.between(clock.instant(), until.toInstant());
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
