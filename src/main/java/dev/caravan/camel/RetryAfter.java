package dev.caravan.camel;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Decides how long to wait after a failed request: as long as {@code Retry-After} asks (RFC 9110, section 10.2.3), and not
 * at all for an answer that another try would not change.
 */
final class RetryAfter implements Processor {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)
                instanceof HttpOperationFailedException answer) {
            int status = answer.getStatusCode();
            if (status != TOO_MANY_REQUESTS && status < SERVER_ERROR) {
                exchange.getExchangeExtension().setRedeliveryExhausted(true);
            }
            Optional.ofNullable(answer.getResponseHeaders())
                    .map(headers -> headers.get("Retry-After"))
                    .flatMap(this::delay)
                    .ifPresent(delay -> exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, delay.toMillis()));
        }
    }

    /** Seconds, or the date of an HTTP header; none where it is neither. */
    private Optional<Duration> delay(String value) {
        if (value.strip().matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration left = Duration.between(clock.instant(), until.toInstant());
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
