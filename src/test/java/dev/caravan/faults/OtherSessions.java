package dev.caravan.faults;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** What others have going on in a PostgreSQL database: sessions, advisory locks, prepared transactions. */
final class OtherSessions {
    /** A session whose client is gone ends when the server notices. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String OTHERS =
            """
            select 'session ' || pid || ', ' || coalesce(state, '') || ', ' || coalesce(query, '')
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
            union all
            select 'lock ' || locktype || ', ' || mode
            from pg_locks
            where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
            union all
            select 'prepared transaction ' || gid from pg_prepared_xacts where database = current_database()
            """;

    private OtherSessions() {}

    /** @return what is still there after a while */
    static List<String> awaitNone(Connecting connecting) {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> list(connecting)
                    .isEmpty());
            return List.of();
        } catch (ConditionTimeoutException e) {
            return list(connecting);
        }
    }

    private static List<String> list(Connecting connecting) {
        try (Connection connection = connecting.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(OTHERS)) {
            List<String> others = new ArrayList<>();
            while (result.next()) {
                others.add(result.getString(1));
            }
            return others;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a connection of an administrator. */
    interface Connecting {
        Connection connect() throws SQLException;
    }
}
