package dev.caravan.warehouse.postgres;

import dev.caravan.warehouse.LockAttempt;
import dev.caravan.warehouse.WarehouseLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An advisory lock of a session, on a connection beside the pool: the server frees it when the connection ends, however it
 * ends. The session's name tells others who holds it.
 */
final class PostgresLock implements WarehouseLock {
    private static final Logger log = LoggerFactory.getLogger(PostgresLock.class);
    // Two numbers, so that nobody else's lock of this database has the same key by chance: "cara" and "vanr" in ASCII.
    private static final int FIRST_KEY = 1_667_330_657;
    private static final int SECOND_KEY = 1_986_096_754;
    private static final int LONGEST_NAME = 63;
    private static final int ANSWER_SECONDS = 5;

    private static final String TAKE = "select pg_try_advisory_lock(" + FIRST_KEY + ", " + SECOND_KEY + ")";
    private static final String HOLDER =
            """
            select sessions.application_name || ', process id ' || sessions.pid
                || coalesce(' from ' || host(sessions.client_addr), '')
                || ', since ' || to_char(sessions.backend_start, 'YYYY-MM-DD HH24:MI:SS') || ' UTC'
            from pg_locks as locks
            inner join pg_stat_activity as sessions
                on locks.pid = sessions.pid
            where locks.locktype = 'advisory' and locks.granted
                and locks.database = (select oid from pg_database where datname = current_database())
                and locks.classid = %d and locks.objid = %d
            """
                    .formatted(FIRST_KEY, SECOND_KEY);

    private final PostgresServer server;
    private final String holder;
    private Connection connection;

    private PostgresLock(PostgresServer server, String holder, Connection connection) {
        this.server = server;
        this.holder = holder;
        this.connection = connection;
    }

    static LockAttempt tryTake(PostgresServer server, String holder) {
        try {
            Connection connection = connect(server, holder);
            if (take(connection)) {
                return new LockAttempt.Taken(new PostgresLock(server, holder, connection));
            }
            try (connection) {
                // It may have been freed since; whoever tries again learns it.
                return new LockAttempt.Busy(text(connection, HOLDER).orElse("a run that has just ended"));
            }
        } catch (SQLException e) {
            throw PostgresFailures.of(e);
        }
    }

    /** Where the connection was lost, the lock is free: it is taken again, if nobody has been faster. */
    @Override
    public synchronized boolean isStillHeld() {
        try {
            if (connection.isValid(ANSWER_SECONDS)) {
                return true;
            }
            close();
            connection = connect(server, holder);
            return take(connection);
        } catch (SQLException e) {
            // The server is not there for others either; they and we ask again.
            log.debug("the run's lock cannot be looked at", e);
            return true;
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is lost, and the lock with it.
            log.debug("the run's lock was lost before it was given back", e);
        }
    }

    private static Connection connect(PostgresServer server, String holder) throws SQLException {
        PGSimpleDataSource source = server.dataSource();
        source.setApplicationName(holder.substring(0, Math.min(holder.length(), LONGEST_NAME)));
        Connection connection = source.getConnection();
        try (PreparedStatement utc = connection.prepareStatement("set time zone 'UTC'")) {
            utc.execute();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static boolean take(Connection connection) throws SQLException {
        return text(connection, TAKE).filter("t"::equals).isPresent();
    }

    private static Optional<String> text(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
        }
    }
}
