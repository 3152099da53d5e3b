package dev.caravan.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * Spreads the starts of many hosts and environments over a span. Each has a delay of its own that is always the same, so that the
 * log can say when a run begins, two runs are as far apart as the schedule says, and a start leaves nothing to chance.
 */
final class Jitter {
    private Jitter() {}

    static Duration delay(Duration span, String environment) {
        return delay(span, environment, host());
    }

    /** Whole milliseconds from zero on, and less than the span. */
    static Duration delay(Duration span, String environment, String host) {
        CRC32 place = new CRC32();
        place.update((environment + "@" + host).getBytes(UTF_8));
        return Duration.ofMillis((long) (span.toMillis() * (place.getValue() / 0x1p32)));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
