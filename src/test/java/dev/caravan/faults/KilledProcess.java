package dev.caravan.faults;

import dev.caravan.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A run in a process of its own, to be killed with no chance to clean up. */
final class KilledProcess implements AutoCloseable {
    private final Process process;

    private KilledProcess(Process process) {
        this.process = process;
    }

    static KilledProcess start(Path project, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--project",
                project.toString(),
                "--env",
                "demo"));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return new KilledProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    Ended killAfter(Duration delay) throws InterruptedException {
        if (!process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            return Ended.failed("killed after " + delay);
        }
        return switch (process.exitValue()) {
            case 0 -> Ended.well();
            case 1 -> Ended.failed("exit code 1 before it was killed");
            default -> Ended.defect("exit code " + process.exitValue());
        };
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
