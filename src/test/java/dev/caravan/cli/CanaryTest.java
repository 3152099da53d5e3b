package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Canaries in every secret setting, by the process environment and by {@code .env}, and what sings of them: output, logs,
 * artifacts, exports, the landing, the warehouse's file, the process list.
 */
@Timeout(300)
class CanaryTest {
    /** Says itself differently in JSON, in a URL and in a shell. */
    private static final String ODD = "Ca\"na\\ry/7 x&3+q";

    private static final List<String> VARIABLES = List.of(
            "WAREHOUSE_PASSWORD",
            "WEB_TOKEN",
            "WEB_PASSWORD",
            "QUERY_PASSWORD",
            "LANDING_S3_ACCESS_KEY_ID",
            "LANDING_S3_SECRET_ACCESS_KEY",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "COINLORE_API_KEY",
            "NOTIFY_WEBHOOK_URL");
    private static final List<String> IN_DOT_ENV = List.of("CLUSTER_ADMIN_PASSWORD", "SMTP_PASSWORD");

    @TempDir
    Path directory;

    private final Map<String, String> canaries = new LinkedHashMap<>();
    private Path project;

    @BeforeEach
    void plant() throws IOException {
        Stream.concat(VARIABLES.stream(), IN_DOT_ENV.stream())
                .forEach(variable -> canaries.put(variable, ODD + "-" + variable));
        project = Files.createDirectories(directory.resolve("project"));
        for (String folder : List.of("analyses", "environments", "migrations", "models", "notebooks", "routes")) {
            copy(Path.of(folder), project.resolve(folder));
        }
        List<String> lines =
                IN_DOT_ENV.stream().map(name -> name + "=" + canaries.get(name)).toList();
        Files.write(project.resolve(".env"), lines);
    }

    @Test
    void noneSingsInOutputArtifactsExportsOrTheProcessList() throws Exception {
        assertThat(sung("run", "--log-format", "json", "--verbose")).isEmpty();
        assertThat(sung("docs", "generate", "--output", "target/site")).isEmpty();
        assertThat(sung("export", "powerbi", "--output", "target/powerbi")).isEmpty();

        assertThat(filesThatSing()).isEmpty();
    }

    @Test
    void noneSingsWhereAWarehouseOrALandingFails() throws Exception {
        String postgres = "jdbc:postgresql://localhost:1/caravan?password=" + inUrl(canaries.get("WAREHOUSE_PASSWORD"));
        String redshift = "jdbc:redshift://localhost:1/dev?password=" + inUrl(canaries.get("WAREHOUSE_PASSWORD"));

        assertThat(sung("load", "--verbose", "--set", "warehouse.url=" + postgres.replaceFirst("\\?.*", "")))
                .isEmpty();
        assertThat(said("load", "--verbose", "--set", "warehouse.url=" + postgres))
                .doesNotContain(singing());
        assertThat(said("load", "--verbose", "--set", "warehouse.url=" + redshift))
                .doesNotContain(singing());
        assertThat(sung(
                        "extract",
                        "global",
                        "--verbose",
                        "--set",
                        "landing.uri=s3://nowhere/at-all",
                        "--set",
                        "landing.s3.attempts=1",
                        "--set",
                        "landing.s3.endpoint=http://127.0.0.1:1"))
                .isEmpty();
        assertThat(filesThatSing()).isEmpty();
    }

    /** What of a command's output and its line in the process list holds a canary. */
    private List<String> sung(String... words) throws Exception {
        Process process = start(words);
        String listed = commandLine(process);
        String output = outputOf(process);

        assertThat(output).as("it said something").isNotBlank();
        return Stream.concat(output.lines(), Stream.of(listed))
                .filter(this::sings)
                .toList();
    }

    private String said(String... words) throws Exception {
        return outputOf(start(words));
    }

    private static String outputOf(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--project", project.toString(), "--env", "demo"));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        VARIABLES.forEach(variable -> builder.environment().put(variable, canaries.get(variable)));
        return builder.start();
    }

    /** Linux shows everybody the words of a process. */
    private static String commandLine(Process process) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private List<Path> filesThatSing() throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".env"))
                    .filter(this::holdsOne)
                    .toList();
        }
    }

    private boolean holdsOne(Path file) {
        try {
            return sings(new String(Files.readAllBytes(file), ISO_8859_1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean sings(String text) {
        return Stream.of(singing()).anyMatch(text::contains);
    }

    private String[] singing() {
        return canaries.values().stream()
                .flatMap(canary -> Stream.of(
                        canary,
                        inUrl(canary),
                        inUrl(canary).replace("+", "%20"),
                        canary.replace("\\", "\\\\").replace("\"", "\\\""),
                        Base64.getEncoder().encodeToString(canary.getBytes(UTF_8))))
                .toArray(String[]::new);
    }

    private static String inUrl(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
