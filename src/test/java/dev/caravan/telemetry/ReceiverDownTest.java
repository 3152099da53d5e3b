package dev.caravan.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.caravan.pipeline.Caravan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Receivers that take nothing: runs are as without them. */
@Timeout(120)
class ReceiverDownTest {
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.caravan.telemetry");

    @TempDir
    Path scratch;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        OURS.addAppender(log);
    }

    @AfterEach
    void leave() {
        OURS.detachAppender(log);
    }

    @Test
    void aReceiverThatIsAwayIsOneWarning() throws IOException {
        String url;
        try (HttpReceiver away = HttpReceiver.thatAnswers(200)) {
            url = away.url();
        }

        assertThat(isBuiltTwice(url)).isTrue();

        assertThat(warnings())
                .containsExactlyInAnyOrder(
                        "traces cannot be sent to " + url + ", and are dropped until it takes them; runs go on",
                        "lineage events cannot be sent to " + url
                                + ", and are dropped until it takes them; runs go on");
    }

    @Test
    void aReceiverThatRefusesIsOneWarning() throws IOException {
        try (HttpReceiver receiver = HttpReceiver.thatAnswers(400)) {
            assertThat(isBuiltTwice(receiver.url())).isTrue();

            assertThat(warnings()).hasSize(2);
        }
    }

    @Test
    void aReceiverThatNeverAnswersHoldsUpNoRun() throws IOException {
        try (HttpReceiver receiver = HttpReceiver.thatIsSilent()) {
            assertThat(isBuiltTwice(receiver.url())).isTrue();
        }
    }

    private boolean isBuiltTwice(String url) {
        try (DemoProject demo = DemoProject.at(scratch)
                        .set("telemetry.enabled", "true")
                        .set("telemetry.otlp.endpoint", url + "/secret-path")
                        .set("openlineage.url", url);
                Telemetry telemetry = new Telemetry(demo.environment(), Clock.systemUTC());
                Caravan caravan = demo.caravan(telemetry.progress())) {
            boolean first = caravan.build(List.of("stg_coins"), List.of("resource_type:test"), false)
                    .isFailed();
            boolean second = caravan.build(List.of("stg_coins"), List.of("resource_type:test"), false)
                    .isFailed();
            return !first && !second;
        }
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
