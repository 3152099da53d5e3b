package dev.caravan.warehouse.redshift;

import static java.util.Objects.requireNonNull;

import com.amazon.redshift.Driver;
import com.amazon.redshift.RedshiftProperty;
import com.amazon.redshift.util.RedshiftProperties;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.Loopback;
import dev.caravan.warehouse.ReadSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The database that an environment names, and how it is reached: encrypted, and where it is not on this machine, with a
 * certificate for its name, unless the URL says otherwise.
 *
 * @param login who connects
 * @param connections how many may be in use at once
 * @param commits how many transactions may be committed at once: Redshift commits one after the other, cluster-wide
 * @param slices how many files a COPY reads at once, where the environment says so
 * @param statementTimeout after which the cluster ends a statement; zero for never
 * @param queryGroup the label by which the cluster's queues and logs know the statements
 */
record RedshiftCluster(
        String url,
        RedshiftLogin login,
        int connections,
        int commits,
        OptionalInt slices,
        Duration connectTimeout,
        Duration statementTimeout,
        Optional<String> queryGroup) {
    static final String URL_PREFIX = "jdbc:redshift:";
    private static final Logger log = LoggerFactory.getLogger(RedshiftCluster.class);
    private static final String VERIFY_FULL = "verify-full";
    static final String IAM_URL_PREFIX = "jdbc:redshift:iam:";
    static final String STATEMENT_TIMEOUT = "warehouse.statement-timeout";
    private static final String URL = "warehouse.url";
    private static final String COMMITS = "warehouse.commits";
    private static final String SLICES = "warehouse.slices";
    // One for each node that runs, and some for the page, for routes that ask, and for the run's own records.
    private static final int CONNECTIONS_BESIDES_NODES = 8;
    // One is committed while the next is on its way; more would wait in the cluster's queue and not here.
    private static final int DEFAULT_COMMITS = 2;
    // The driver reads ahead into a buffer that it lets grow to 1 GB, far above our heap.
    private static final String READ_AHEAD = "16M";

    RedshiftCluster {
        requireNonNull(url, "url is null");
        requireNonNull(login, "login is null");
        requireNonNull(slices, "slices is null");
        requireNonNull(queryGroup, "queryGroup is null");
        requireNonNull(connectTimeout, "connectTimeout is null");
        requireNonNull(statementTimeout, "statementTimeout is null");
    }

    static RedshiftCluster of(Environment environment) {
        String url = environment.text(URL);
        try {
            // The driver takes a URL without host for one of this machine.
            if (!url.matches("jdbc:redshift:(iam:)?//[^/?;].*")
                    || Driver.parseURL(url, new RedshiftProperties()) == null) {
                throw new IllegalArgumentException("the driver does not take the URL");
            }
        } catch (SQLException | IllegalArgumentException e) {
            // The URL may hold a password, so it is not repeated.
            throw new CaravanException(
                    environment.problem(
                            URL,
                            "cannot be read",
                            "Write it as jdbc:redshift://HOST:PORT/DATABASE, such as"
                                    + " jdbc:redshift://star.abc123.eu-central-1.redshift.amazonaws.com:5439/caravan, or with"
                                    + " jdbc:redshift:iam: in front for IAM credentials."),
                    e);
        }
        return new RedshiftCluster(
                url,
                RedshiftLogin.of(environment, url),
                environment.integer("run.threads", Runtime.getRuntime().availableProcessors())
                        + CONNECTIONS_BESIDES_NODES,
                atLeastOne(environment, COMMITS).orElse(DEFAULT_COMMITS),
                atLeastOne(environment, SLICES),
                environment.duration("warehouse.connect-timeout", Duration.ofSeconds(30)),
                environment.duration(STATEMENT_TIMEOUT, Duration.ZERO),
                environment.find("warehouse.query-group"));
    }

    private static OptionalInt atLeastOne(Environment environment, String key) {
        if (environment.find(key).isEmpty()) {
            return OptionalInt.empty();
        }
        int number = environment.integer(key, 1);
        if (number < 1) {
            throw new CaravanException(environment.problem(key, "is \"" + number + "\"", "Give 1 or more."));
        }
        return OptionalInt.of(number);
    }

    /** The same cluster for those who only read, as a user of their own where one is given. */
    RedshiftCluster forReading(ReadSettings settings) {
        return new RedshiftCluster(
                url,
                login.forReading(settings),
                settings.connections(),
                commits,
                slices,
                connectTimeout,
                settings.timeout(),
                queryGroup);
    }

    Connection connect() throws SQLException {
        return new Driver().connect(url, properties());
    }

    /** What the driver is told besides the URL. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(login.properties());
        RedshiftProperty.APPLICATION_NAME.set(properties, "caravan");
        RedshiftProperty.CONNECT_TIMEOUT.set(properties, (int) connectTimeout.toSeconds());
        RedshiftProperty.TCP_KEEP_ALIVE.set(properties, true);
        RedshiftProperty.FETCH_RING_BUFFER_SIZE.set(properties, READ_AHEAD);
        if (!Loopback.is(host()) && !asks("ssl") && !asks("sslmode")) {
            // by itself the driver checks the authority and not the name
            RedshiftProperty.SSL_MODE.set(properties, VERIFY_FULL);
        }
        // A named statement would fail once the table that it reads is swapped for one with other columns.
        RedshiftProperty.PREPARE_THRESHOLD.set(properties, 0);
        return properties;
    }

    /** Empty where the connection is checked, or stays on this machine. */
    Optional<String> doubt() {
        boolean weaker = asks("ssl") && !asks("sslmode") || asks("sslmode") && !asks("sslmode", VERIFY_FULL);
        return Loopback.is(host()) || !weaker
                ? Optional.empty()
                : Optional.of(
                        address() + " is reached with less than sslmode=verify-full: whoever sits between can pose"
                                + " as it. Take ssl and sslmode out of " + URL + ".");
    }

    private boolean asks(String parameter) {
        return url.matches("(?i).*[?&;]" + parameter + "=.*");
    }

    private boolean asks(String parameter, String value) {
        return url.matches("(?i).*[?&;]" + parameter + "=" + value + "([&;].*)?");
    }

    private String host() {
        return address().replaceFirst("(:\\d+)?(/.*)?$", "");
    }

    /**
     * What every session is told: settings of the user or the cluster may differ. Whether names in quotes keep their capitals
     * ({@code enable_case_sensitive_identifier}) stays as it is: Caravan writes all names in lower case, which mean the same
     * either way, and a source may need it.
     */
    String sessionSql() {
        return "set timezone to 'UTC';set statement_timeout to " + statementTimeout.toMillis()
                + queryGroup
                        .map(group -> ";set query_group to " + new RedshiftDialect().literal(group))
                        .orElse("");
    }

    /**
     * Connects once, so that a wrong setting is told before any work begins.
     *
     * @throws CaravanException with the cluster's address and never a password
     */
    void check() {
        doubt().ifPresent(log::warn);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException e) {
            throw unreached(e);
        }
    }

    private CaravanException unreached(SQLException failure) {
        // The driver asks its user to report what AWS refuses.
        Optional<Throwable> refusal = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(SdkException.class::isInstance)
                .findFirst();
        String what = refusal.map(Throwable::getMessage).orElseGet(() -> RedshiftFailures.message(failure));
        return new CaravanException(
                Problem.at(
                        address(),
                        "cannot be connected to: " + what,
                        refusal.isPresent() ? login.remedy() : remedy(failure)),
                failure);
    }

    /** Asks the cluster, and is content with one where it does not tell: a serverless workgroup has no slices of its own. */
    int countSlices() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet slices = statement.executeQuery("select count(*) from stv_slices")) {
            return slices.next() ? Math.max(1, slices.getInt(1)) : 1;
        } catch (SQLException e) {
            return 1;
        }
    }

    /** {@code host:port/database}, without what stands before and behind it in the URL. */
    String address() {
        return url.replaceFirst("^jdbc:redshift:(iam:)?//", "").replaceFirst("[?;].*", "");
    }

    private String remedy(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("28")) {
            return login.remedy();
        }
        return switch (state) {
            case "3D000" -> "Make the database, or name another in " + URL + ".";
            case "53300" ->
                "The pool takes up to " + connections + " connections: lower run.threads, or close others to the"
                        + " cluster.";
            default ->
                "Check that the cluster runs and is not paused, host and port in " + URL
                        + ", and that its security group lets this machine in.";
        };
    }
}
