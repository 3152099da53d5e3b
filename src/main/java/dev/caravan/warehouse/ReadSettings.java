package dev.caravan.warehouse;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * How much of a warehouse those may take who only look at it.
 *
 * @param connections how many read at once; the others wait
 * @param timeout after which a read is ended
 * @param user a role that may only read, where the database has roles; the warehouse's own where none is given
 */
public record ReadSettings(int connections, Duration timeout, Optional<String> user, Optional<Secret> password) {
    private static final String CONNECTIONS = "query.connections";
    private static final String TIMEOUT = "query.timeout";
    private static final int CONNECTIONS_IF_NOT_SET = 4;
    private static final Duration TIMEOUT_IF_NOT_SET = Duration.ofSeconds(10);

    public ReadSettings {
        requireNonNull(timeout, "timeout is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
    }

    public static ReadSettings of(Environment environment) {
        int connections = environment.integer(CONNECTIONS, CONNECTIONS_IF_NOT_SET);
        if (connections < 1) {
            throw new CaravanException(
                    environment.problem(CONNECTIONS, "is \"" + connections + "\"", "Give a whole number from 1 on."));
        }
        Duration timeout = environment.duration(TIMEOUT, TIMEOUT_IF_NOT_SET);
        if (timeout.isZero()) {
            throw new CaravanException(environment.problem(TIMEOUT, "is zero", "Give a duration such as 10s."));
        }
        return new ReadSettings(
                connections, timeout, environment.find("query.user"), environment.secret("query.password"));
    }
}
