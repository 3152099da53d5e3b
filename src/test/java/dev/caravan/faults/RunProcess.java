package dev.caravan.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code caravan run} in a process of its own, which can be killed with no chance to clean up. */
final class RunProcess implements AutoCloseable {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(120);

    private final Process process;
    private final Path output;

    private RunProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static RunProcess start(Path project, Map<String, String> settings) throws IOException {
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
        // not on the project's disk, which may be full
        Path output = Files.createTempFile("caravan-run", ".txt");
        return new RunProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    Ended killAfter(Duration delay) throws InterruptedException, IOException {
        if (!process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            return Ended.failed("killed after " + delay);
        }
        return switch (process.exitValue()) {
            case 0 -> Ended.well();
            default -> Ended.defect("exit code " + process.exitValue() + ":\n" + output());
        };
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int awaitExit() throws InterruptedException, IOException {
        if (!process.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end:\n" + output());
        }
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output, UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
