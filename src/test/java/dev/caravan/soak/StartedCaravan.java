package dev.caravan.soak;

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

/** Caravan in a process of its own, in the JVM that the launcher starts, its log in a file. */
final class StartedCaravan implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final Path log;

    private StartedCaravan(Process process, Path log) {
        this.process = process;
        this.log = log;
        // nothing outlives a soak that is broken off
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static StartedCaravan start(
            List<String> jvmOptions, String command, Path project, Map<String, String> settings, Path log)
            throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        words.addAll(jvmOptions);
        words.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                command,
                "--project",
                project.toString(),
                "--env",
                "local"));
        settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        return new StartedCaravan(
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    int terminate() throws InterruptedException, IOException {
        process.toHandle().destroy();
        return awaitExit();
    }

    int awaitExit() throws InterruptedException, IOException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end:\n" + log());
        }
        return process.exitValue();
    }

    String log() throws IOException {
        return Files.readString(log, UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
