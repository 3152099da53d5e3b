package dev.caravan.warehouse.redshift;

import dev.caravan.warehouse.LockAttempt;
import dev.caravan.warehouse.WarehouseLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to change the warehouse, as a row that runs out unless it is renewed. Redshift has no lock that a session holds
 * beyond a transaction, and a transaction that stays open for the length of a run would keep VACUUM from taking rows away.
 * The cluster's clock counts, not those of the machines.
 */
final class RedshiftLease implements WarehouseLock {
    private static final Logger log = LoggerFactory.getLogger(RedshiftLease.class);
    /** Several renewals may fail before another process takes over. */
    private static final Duration TERM = Duration.ofSeconds(90);

    // One that made the schema at the same moment, one that made the table, and one to spare for a third process.
    private static final int ATTEMPTS = 4;
    private static final int ANSWER_SECONDS = 10;
    private static final int LONGEST_HOLDER = 128;
    private static final String END = "dateadd(second, " + TERM.toSeconds() + ", getdate())";

    private final RedshiftCluster cluster;
    private final String token;
    private Connection connection;

    private RedshiftLease(RedshiftCluster cluster, String token, Connection connection) {
        this.cluster = cluster;
        this.token = token;
        this.connection = connection;
    }

    static LockAttempt tryTake(RedshiftCluster cluster, String holder) {
        String token = UUID.randomUUID().toString();
        try {
            Connection connection = connect(cluster);
            try {
                createTable(connection);
                Optional<String> other = take(connection, holder, token);
                if (other.isEmpty()) {
                    return new LockAttempt.Taken(new RedshiftLease(cluster, token, connection));
                }
                connection.close();
                return new LockAttempt.Busy(other.get());
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw RedshiftFailures.of(e);
        }
    }

    private static Connection connect(RedshiftCluster cluster) throws SQLException {
        Connection connection = cluster.connect();
        execute(connection, "set timezone to 'UTC'");
        return connection;
    }

    /** The lock is taken before the first migration. Of two first runs that make the table at once, one fails, and finds it. */
    private static void createTable(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        for (int attempt = 1; ; attempt++) {
            try {
                createIfMissing(connection);
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void createIfMissing(Connection connection) throws SQLException {
        execute(connection, "create schema if not exists caravan");
        execute(
                connection,
                "create table if not exists caravan.run_lock (token varchar(36) not null, holder varchar("
                        + 4 * LONGEST_HOLDER + ") not null, since timestamp not null, ends_at timestamp not null)");
    }

    /** LOCK comes first: what a transaction reads is as old as its first other statement. */
    private static Optional<String> take(Connection connection, String holder, String token) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "lock table caravan.run_lock");
        Optional<String> other = holder(connection);
        if (other.isEmpty()) {
            execute(connection, "delete from caravan.run_lock");
            execute(
                    connection,
                    "insert into caravan.run_lock (token, holder, since, ends_at) select ?, ?, getdate(), " + END,
                    token,
                    holder.substring(0, Math.min(holder.length(), LONGEST_HOLDER)));
        }
        connection.commit();
        connection.setAutoCommit(true);
        return other;
    }

    private static Optional<String> holder(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select holder || ', since '"
                        + " || to_char(since, 'YYYY-MM-DD HH24:MI:SS') || ' UTC' from caravan.run_lock"
                        + " where ends_at > getdate()")) {
            return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
        }
    }

    @Override
    public synchronized boolean isStillHeld() {
        try {
            if (!connection.isValid(ANSWER_SECONDS)) {
                connection.close();
                connection = connect(cluster);
            }
            return execute(connection, "update caravan.run_lock set ends_at = " + END + " where token = ?", token) == 1;
        } catch (SQLException e) {
            // Whether another process has it by now is told once the cluster answers again.
            log.debug("the run's lock could not be renewed", e);
            return true;
        }
    }

    @Override
    public synchronized void close() {
        try (Connection closing = connection) {
            execute(closing, "delete from caravan.run_lock where token = ?", token);
        } catch (SQLException e) {
            log.warn(
                    "the run's lock could not be given back and runs out in {} s: {}",
                    TERM.toSeconds(),
                    RedshiftFailures.message(e));
        }
    }

    private static long execute(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
