package dev.caravan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.SmallProject;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourcesTest {
    @TempDir
    Path directory;

    @Test
    void whatTheRoutesHaveTriggeredCanStillAskWhileTheyAreClosed() {
        Project project = new SmallProject(directory).project();
        Environment environment = Environment.load(
                project,
                "test",
                Map.of(),
                Map.of("landing.uri", directory.resolve("landing").toUri().toString()));
        AtomicBoolean answered = new AtomicBoolean();
        Caravan caravan =
                Caravan.open(project, environment, Map.of(), Clock.systemUTC(), new Progress() {}, surroundings -> {
                    throw new IllegalStateException("hosted");
                });
        caravan.host(surroundings -> new Triggered(() -> {
            caravan.checkWarehouse();
            answered.set(true);
        }));

        caravan.close();

        assertThat(answered).isTrue();
    }

    /** Routes that wait for the last command that they have triggered. */
    private record Triggered(Runnable command) implements Extraction {
        @Override
        public List<Dataset> datasets() {
            return List.of();
        }

        @Override
        public Extracted extract(String dataset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Extracted replay(String rejects) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            CompletableFuture.runAsync(command).orTimeout(20, TimeUnit.SECONDS).join();
        }
    }
}
