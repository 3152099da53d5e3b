package dev.caravan.camel;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When runs begin by themselves, and where health and pages are asked for.
 *
 * @param port 0 means any free one
 * @param tls none where the port speaks plain HTTP
 */
public record StandaloneSettings(ScheduleSettings schedule, String host, int port, Optional<Tls> tls) {
    private static final String HOST = "web.host";
    private static final String PORT = "web.port";
    private static final String CERTIFICATE = "web.tls-certificate";
    private static final String KEY = "web.tls-key";
    private static final int HIGHEST_PORT = 65_535;

    /** What the port proves itself by: PEM files, the certificate with its chain and its private key. */
    public record Tls(Path certificate, Path key) {}

    /** @throws CaravanException with every setting that cannot be used */
    public static StandaloneSettings of(Project project, Environment environment, Instant now) {
        List<Problem> problems = new ArrayList<>();
        ScheduleSettings schedule = ScheduleSettings.of(environment, now, problems);
        String host = environment.text(HOST, "127.0.0.1");
        hostProblem(environment, host).ifPresent(problems::add);
        int port = environment.integer(PORT, 0);
        if (port < 0 || port > HIGHEST_PORT) {
            problems.add(
                    environment.problem(PORT, "is \"" + port + "\"", "Give a port from 0, any free one, to 65535."));
        }
        Optional<Path> certificate = file(project, environment, CERTIFICATE, KEY, problems);
        Optional<Path> key = file(project, environment, KEY, CERTIFICATE, problems);
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
        return new StandaloneSettings(
                schedule, host, port, certificate.flatMap(chain -> key.map(of -> new Tls(chain, of))));
    }

    private static Optional<Path> file(
            Project project, Environment environment, String key, String other, List<Problem> problems) {
        Optional<Path> file = environment.find(key).map(project.root()::resolve);
        if (file.isPresent() && environment.find(other).isEmpty()) {
            problems.add(environment.problem(key, "is set without " + other, "Set both, or neither."));
        }
        if (file.isPresent() && !Files.isReadable(file.get())) {
            problems.add(environment.problem(
                    key, "is \"" + environment.text(key) + "\", which cannot be read", "Name a PEM file."));
        }
        return file;
    }

    /** What a person is told when the address cannot be listened at. */
    static Problem unavailable(Environment environment, String reason) {
        return environment.problem(
                PORT,
                "is \"" + environment.text(PORT, "0") + "\", and cannot be opened: " + reason,
                "Stop what listens there, or set another port; 0 takes any free one.");
    }

    private static Optional<Problem> hostProblem(Environment environment, String host) {
        try {
            InetAddress.getByName(host);
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(environment.problem(
                    HOST,
                    "is \"" + host + "\", which is no address of this machine",
                    "Give 127.0.0.1 for this machine alone, or 0.0.0.0 for everybody who can reach it."));
        }
    }
}
