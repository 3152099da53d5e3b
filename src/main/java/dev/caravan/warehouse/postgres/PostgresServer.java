package dev.caravan.warehouse.postgres;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.project.Secret;
import dev.caravan.warehouse.Loopback;
import dev.caravan.warehouse.ReadSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.SslMode;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database that an environment names, and how it is reached.
 *
 * @param connections how many may be in use at once
 * @param statementTimeout after which the server ends a statement; zero for never
 */
record PostgresServer(
        String url,
        Optional<String> user,
        Optional<Secret> password,
        int connections,
        Duration connectTimeout,
        Duration statementTimeout) {
    static final String URL_PREFIX = "jdbc:postgresql:";
    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final String URL = "warehouse.url";
    private static final String APPLICATION = "caravan";
    private static final Path OWN_AUTHORITY = Path.of(System.getProperty("user.home"), ".postgresql", "root.crt");
    // One for each node that runs, and some for the page, for routes that ask, and for the run's own records.
    private static final int CONNECTIONS_BESIDES_NODES = 8;
    // Before it, extract() counts in floating point, and split_part() knows no negative index.
    private static final int OLDEST_VERSION = 14;

    static PostgresServer of(Environment environment) {
        PostgresServer server = new PostgresServer(
                environment.text(URL),
                environment.find("warehouse.user"),
                environment.secret("warehouse.password"),
                environment.integer("run.threads", Runtime.getRuntime().availableProcessors())
                        + CONNECTIONS_BESIDES_NODES,
                environment.duration("warehouse.connect-timeout", Duration.ofSeconds(10)),
                environment.duration("warehouse.statement-timeout", Duration.ZERO));
        try {
            server.dataSource();
        } catch (IllegalArgumentException e) {
            // The URL may hold a password, so it is not repeated.
            throw new CaravanException(
                    environment.problem(
                            URL,
                            "cannot be read",
                            "Write it as jdbc:postgresql://HOST:PORT/DATABASE, such as"
                                    + " jdbc:postgresql://localhost:5432/caravan."),
                    e);
        }
        return server;
    }

    /** The same server for those who only read, as a role of their own where one is given. */
    PostgresServer forReading(ReadSettings settings) {
        return new PostgresServer(
                url,
                settings.user().or(() -> user),
                settings.user().isPresent() ? settings.password() : password,
                settings.connections(),
                connectTimeout,
                settings.timeout());
    }

    PGSimpleDataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        user.ifPresent(source::setUser);
        password.ifPresent(secret -> source.setPassword(secret.value()));
        if (source.getSslMode() == null && !isLocal(source)) {
            verifyServer(source);
        }
        source.setApplicationName(APPLICATION);
        source.setTcpKeepAlive(true);
        source.setConnectTimeout((int) connectTimeout.toSeconds());
        // A named statement would fail once the table that it reads is swapped for one with other columns.
        source.setPrepareThreshold(0);
        return source;
    }

    private static boolean isLocal(PGSimpleDataSource source) {
        return Stream.of(source.getServerNames()).allMatch(Loopback::is);
    }

    /** Another machine has to show a certificate for its name, and the URL alone can do without. */
    private static void verifyServer(PGSimpleDataSource source) {
        source.setSslMode(SslMode.VERIFY_FULL.value);
        boolean ownAuthority = source.getSslRootCert() != null || Files.exists(OWN_AUTHORITY);
        if (source.getSslfactory() == null && !ownAuthority) {
            // by itself the driver knows that file alone, and none of the authorities that Java trusts
            source.setSslfactory(DefaultJavaSSLFactory.class.getName());
        }
    }

    /** Empty where the connection is checked, or stays on this machine. */
    Optional<String> doubt() {
        PGSimpleDataSource source = dataSource();
        String mode = Optional.ofNullable(source.getSslMode()).orElse("");
        return isLocal(source) || mode.equals(SslMode.VERIFY_FULL.value)
                ? Optional.empty()
                : Optional.of(address() + " is reached with sslmode=" + mode + ": whoever sits between can pose as it."
                        + " Take sslmode out of " + URL + ", or make it verify-full.");
    }

    /** What every session is told: settings of the role or the database may differ. */
    String sessionSql() {
        return "set time zone 'UTC';\nset standard_conforming_strings = on;\nset extra_float_digits = 1;\n"
                + "set default_transaction_isolation = 'read committed';\nset statement_timeout = "
                + statementTimeout.toMillis();
    }

    /**
     * Connects once, so that a wrong setting is told before any work begins.
     *
     * @throws CaravanException with the server's address and never a password
     */
    void check() {
        doubt().ifPresent(log::warn);
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select cast(current_setting('server_version_num') as integer),"
                                + " current_setting('server_version'), current_setting('server_encoding')")) {
            result.next();
            checkVersion(result.getInt(1), result.getString(2));
            checkEncoding(result.getString(3));
        } catch (SQLException e) {
            throw new CaravanException(Problem.at(address(), unreached(e), remedy(e)), e);
        }
    }

    /** {@code host:port/database} */
    String address() {
        PGSimpleDataSource source = dataSource();
        StringBuilder servers = new StringBuilder();
        for (int i = 0; i < source.getServerNames().length; i++) {
            int port = source.getPortNumbers()[i];
            servers.append(i == 0 ? "" : ",").append(source.getServerNames()[i]).append(port == 0 ? "" : ":" + port);
        }
        return servers + "/" + (source.getDatabaseName() == null ? "" : source.getDatabaseName());
    }

    private void checkVersion(int number, String version) {
        if (number / 10_000 < OLDEST_VERSION) {
            throw new CaravanException(Problem.at(
                    address(),
                    "is PostgreSQL " + version + ", and Caravan needs " + OLDEST_VERSION + " or later",
                    "Upgrade the server, or name another in " + URL + "."));
        }
    }

    private void checkEncoding(String encoding) {
        if (!encoding.equals("UTF8")) {
            throw new CaravanException(Problem.at(
                    address(),
                    "keeps texts in " + encoding + ", which lacks most characters",
                    "Make a database by: create database NAME encoding 'UTF8' locale 'C' template template0"));
        }
    }

    private static String unreached(SQLException failure) {
        return "cannot be connected to: " + PostgresFailures.message(failure);
    }

    private String remedy(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("28")) {
            return "Check warehouse.user and warehouse.password, and the server's pg_hba.conf.";
        }
        if (failure.getMessage().contains("SSL") || failure.getCause() instanceof SSLException) {
            return "The server must show a certificate for its name (verify-full): name its authority by sslrootcert in "
                    + URL + ", or ask for less by sslmode; see docs/security.md, \"TLS\".";
        }
        return switch (state) {
            case "3D000" -> "Make the database, or name another in " + URL + ".";
            case "53300" ->
                "The pool takes up to " + connections + " connections: lower run.threads, or raise the"
                        + " server's max_connections.";
            default -> "Check that the server runs, and host and port in " + URL + ".";
        };
    }
}
