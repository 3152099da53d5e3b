package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Caravan in a process of its own, on the classes under test, so that it can be sent signals. */
final class CaravanProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private CaravanProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "caravan-output");
        reader.setDaemon(true);
        reader.start();
    }

    static CaravanProcess start(Path scratch, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        command.addAll(options(scratch));
        return new CaravanProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** The demo on a warehouse and a landing of the test's own. */
    static List<String> options(Path scratch) {
        return List.of(
                "--env", "demo",
                "--set", "warehouse.url=jdbc:duckdb:" + scratch.resolve("warehouse.duckdb"),
                "--set", "landing.uri=" + scratch.resolve("landing").toUri());
    }

    /** Waits until so many lines hold a text, and gives the last of them. */
    String awaitLines(int count, String text) {
        await("\"" + text + "\" in:\n" + this)
                .atMost(PATIENCE)
                .until(() -> found(text).size() >= count || !process.isAlive());
        List<String> found = found(text);
        if (found.size() < count) {
            throw new AssertionError("the process ended without \"" + text + "\":\n" + this);
        }
        return found.get(count - 1);
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Kills with no chance to clean up, after a while. Returns false where it had ended by itself. */
    boolean killAfter(long millis) throws InterruptedException {
        boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end:\n" + this);
        }
        return process.exitValue();
    }

    List<String> found(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException e) {
            lines.add(e.toString());
        }
    }
}
