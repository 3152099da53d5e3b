package dev.caravan.web;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Masking;
import dev.caravan.project.Problem;
import dev.caravan.project.Secret;
import dev.caravan.warehouse.ReadSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether there are pages, and who may see them.
 *
 * @param loopback whether only this machine can reach them
 * @param names host names under which browsers may ask, besides those of this machine
 * @param token what machines send as {@code Authorization: Bearer}
 * @param login what a browser asks its user for
 * @param slowReads how many queries and downloads go on at once; half of the connections, so that pages have the others
 */
public record PageSettings(
        boolean enabled,
        boolean loopback,
        List<String> names,
        Optional<Secret> token,
        Optional<Login> login,
        int slowReads,
        Masking masking) {
    private static final String ENABLED = "web.enabled";
    private static final String HOST = "web.host";
    private static final String NAMES = "web.names";
    private static final String TOKEN = "web.token";
    private static final String USER = "web.user";
    private static final String PASSWORD = "web.password";
    private static final int SHORTEST_TOKEN = 16;
    private static final int SHORTEST_PASSWORD = 8;

    /** A name and its password. */
    public record Login(String user, Secret password) {
        public Login {
            requireNonNull(user, "user is null");
            requireNonNull(password, "password is null");
        }
    }

    public PageSettings {
        names = List.copyOf(names);
        requireNonNull(token, "token is null");
        requireNonNull(login, "login is null");
        requireNonNull(masking, "masking is null");
    }

    /** @throws CaravanException where anybody in a network could see the pages, or a setting cannot be used */
    public static PageSettings of(Environment environment) {
        List<Problem> problems = new ArrayList<>();
        boolean enabled = environment.flag(ENABLED, true);
        boolean loopback = isLoopback(environment.text(HOST, "127.0.0.1"));
        Optional<Secret> token = environment.secret(TOKEN);
        if (token.isPresent() && token.get().value().length() < SHORTEST_TOKEN) {
            problems.add(environment.problem(
                    TOKEN, "is shorter than " + SHORTEST_TOKEN + " characters", "Make it long and random."));
        }
        Optional<Login> login = login(environment, problems);
        if (enabled && !loopback && token.isEmpty() && login.isEmpty() && problems.isEmpty()) {
            problems.add(environment.problem(
                    HOST,
                    "is \"" + environment.text(HOST) + "\", so that others can reach the page, and nobody is asked"
                            + " who they are",
                    "Set " + USER + " and " + PASSWORD + " for people, " + TOKEN + " for machines, or both, best in"
                            + " the process environment (WEB_TOKEN); or set " + ENABLED + "=false, which leaves /health"
                            + " without details."));
        }
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
        List<String> names = environment.list(NAMES).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        int slowReads = Math.max(1, ReadSettings.of(environment).connections() / 2);
        return new PageSettings(enabled, loopback, names, token, login, slowReads, environment.masking());
    }

    boolean asksWho() {
        return token.isPresent() || login.isPresent();
    }

    private static Optional<Login> login(Environment environment, List<Problem> problems) {
        Optional<String> user = environment.find(USER);
        Optional<Secret> password = environment.secret(PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            String given = user.isPresent() ? USER : PASSWORD;
            String missing = user.isPresent() ? PASSWORD : USER;
            problems.add(environment.problem(given, "is set without " + missing, "Set both, or neither."));
        }
        if (user.filter(name -> name.contains(":")).isPresent()) {
            problems.add(environment.problem(USER, "has a colon, which HTTP does not allow", "Take another name."));
        }
        if (password.isPresent() && password.get().value().length() < SHORTEST_PASSWORD) {
            problems.add(environment.problem(
                    PASSWORD, "is shorter than " + SHORTEST_PASSWORD + " characters", "Take a longer one."));
        }
        return user.flatMap(name -> password.map(secret -> new Login(name, secret)));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // who opens the port says so
            return false;
        }
    }
}
