package dev.caravan.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/**
 * Liquibase commits what a changeset did, and then that it did it. Who is killed between finds tables that nobody made, and
 * cannot migrate any more; so here both are one transaction. For one thread.
 */
final class WholeChangesets extends JdbcConnection {
    private boolean open;

    WholeChangesets(Connection connection) {
        super(connection);
    }

    /** None where Liquibase writes a script and has no connection. */
    static Optional<WholeChangesets> of(Database database) {
        return Optional.of(database.getConnection())
                .filter(WholeChangesets.class::isInstance)
                .map(WholeChangesets.class::cast);
    }

    /** From now on nothing is committed. */
    void begin() {
        open = true;
    }

    void end() throws DatabaseException {
        open = false;
        commit();
    }

    /** Takes back what a changeset did that did not come to its end. */
    void abandon() throws SQLException {
        if (open) {
            open = false;
            getUnderlyingConnection().rollback();
        }
    }

    @Override
    public void commit() throws DatabaseException {
        if (!open) {
            super.commit();
        }
    }
}
