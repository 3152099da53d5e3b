package dev.caravan.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RunMetersTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(MeterRegistry.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void theNewestSuccessIsToldAndNoneIsWarnedOf() {
        MeterRegistry registry = new SimpleMeterRegistry();
        RunMeters meters = new RunMeters(registry);

        meters.succeeded("poll", Instant.ofEpochSecond(100));
        meters.succeeded("poll", Instant.ofEpochSecond(160));
        meters.succeeded("poll", Instant.ofEpochSecond(130));

        assertThat(registry.get("caravan.run.last.success.timestamp.seconds")
                        .gauge()
                        .value())
                .isEqualTo(160);
        assertThat(log.list).isEmpty();
    }
}
