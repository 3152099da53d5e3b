package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A copy of the shipped project with a canary in every secret setting, by the process environment and by {@code .env}. */
final class Canaries {
    /** Says itself differently in JSON, in a URL and in a shell. */
    private static final String ODD = "Ca\"na\\ry/7 x&3+q";

    private static final int SHOWN_CHARACTERS = 4_000;

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
            "OPENLINEAGE_API_KEY",
            "NOTIFY_WEBHOOK_URL");
    private static final List<String> IN_DOT_ENV = List.of("CLUSTER_ADMIN_PASSWORD", "SMTP_PASSWORD");

    private final Path project;
    private final Map<String, String> canaries = new LinkedHashMap<>();
    private final Map<String, String> environment = new TreeMap<>();

    private Canaries(Path project) {
        this.project = project;
        Stream.concat(VARIABLES.stream(), IN_DOT_ENV.stream())
                .forEach(variable -> canaries.put(variable, ODD + "-" + variable));
        VARIABLES.forEach(variable -> environment.put(variable, canaries.get(variable)));
        environment.put("NOTIFY_WEBHOOK_URL", "http://127.0.0.1:1/hook/" + inUrl(of("NOTIFY_WEBHOOK_URL")));
    }

    static Canaries planted(Path project) throws IOException {
        Canaries canaries = new Canaries(project);
        for (String folder : List.of("analyses", "environments", "migrations", "models", "notebooks", "routes")) {
            copy(Path.of(folder), project.resolve(folder));
        }
        List<String> lines =
                IN_DOT_ENV.stream().map(name -> name + "=" + canaries.of(name)).toList();
        Files.write(project.resolve(".env"), lines);
        return canaries;
    }

    Path project() {
        return project;
    }

    String of(String variable) {
        return canaries.get(variable);
    }

    /** Another value in the environment of processes from here on; the canary that stood there still must not sing. */
    Canaries with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What holds a canary of the output of a command that ends well, and of its line in the process list. */
    List<String> sung(String... words) throws Exception {
        return sung(0, words);
    }

    /** The same of a command that fails. */
    List<String> sungInFailure(String... words) throws Exception {
        return sung(1, words);
    }

    private List<String> sung(int exitCode, String... words) throws Exception {
        Process process = start(words);
        String listed = commandLine(process);
        String output = outputOf(process);

        assertThat(output).as("it said something").isNotBlank();
        assertThat(process.exitValue())
                .as(output.substring(Math.max(0, output.length() - SHOWN_CHARACTERS)))
                .isEqualTo(exitCode);
        return singing(output + "\n" + listed);
    }

    String said(String... words) throws Exception {
        return outputOf(start(words));
    }

    Process start(String... words) throws IOException {
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
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The lines of a text that hold a canary. */
    List<String> singing(String text) {
        return text.lines().filter(this::sings).toList();
    }

    List<Path> filesThatSing() throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".env"))
                    .filter(this::holdsOne)
                    .toList();
        }
    }

    static String inUrl(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private boolean holdsOne(Path file) {
        try {
            return sings(new String(Files.readAllBytes(file), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean sings(String text) {
        return canaries.values().stream()
                .flatMap(canary -> Stream.of(
                        canary,
                        inUrl(canary),
                        inUrl(canary).replace("%20", "+"),
                        // as Camel writes URLs
                        inUrl(canary).replace("%2F", "/").replace("%26", "&").replace("%2B", "+"),
                        canary.replace("\\", "\\\\").replace("\"", "\\\""),
                        Base64.getEncoder().encodeToString(canary.getBytes(UTF_8))))
                .anyMatch(text::contains);
    }

    private static String outputOf(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }

    /** Linux shows everybody the words of a process. */
    private static String commandLine(Process process) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")), UTF_8);
        } catch (IOException e) {
            return "";
        }
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
