package dev.caravan.migrate;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;

/** Has Liquibase work on a connection of the warehouse. */
final class LiquibaseSession {
    private final Warehouse warehouse;
    private final QuietLiquibase liquibase;

    LiquibaseSession(Project project, Warehouse warehouse) {
        this.warehouse = warehouse;
        liquibase = new QuietLiquibase(project, Map.of(RedshiftLockService.DATA_SOURCE, warehouse.dataSource()));
    }

    /** Runs work that changes the warehouse, one process at a time, and gives the changesets that ran in their order. */
    List<Changeset> applied(Action action) {
        return recorded((liquibase, record) -> {
            // Liquibase locks for itself, but only after it has made its own tables.
            LockService lock = LockServiceFactory.getInstance().getLockService(liquibase.getDatabase());
            lock.waitForLock();
            try {
                action.on(liquibase);
            } catch (LiquibaseException | RuntimeException e) {
                quietly(e, lock::releaseLock);
                throw e;
            }
            lock.releaseLock();
            return record.ran();
        });
    }

    <T> T run(Work<T> work) {
        return recorded((liquibase, record) -> work.on(liquibase));
    }

    private <T> T recorded(QuietLiquibase.Work<T> work) {
        try (Connection connection = warehouse.dataSource().getConnection()) {
            return liquibase.on(new JdbcConnection(connection), (liquibase, record) -> {
                try {
                    T result = work.on(liquibase, record);
                    giveBack(connection);
                    return result;
                } catch (LiquibaseException | RuntimeException e) {
                    quietly(e, () -> giveBack(connection));
                    throw e;
                }
            });
        } catch (SQLException e) {
            throw new CaravanException(
                    Problem.at("migrations", "the warehouse gives no connection: " + e.getMessage(), ""), e);
        }
    }

    /** The pool takes the connection back as it gave it. */
    private static void giveBack(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /** The pool may have closed the connection because of a failure, and that must not hide it. */
    private static void quietly(Exception failure, CleanUp cleanUp) {
        try {
            cleanUp.run();
        } catch (LiquibaseException | SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** What a caller has Liquibase do. */
    interface Action {
        void on(Liquibase liquibase) throws LiquibaseException;
    }

    /** What a caller asks Liquibase. */
    interface Work<T> {
        T on(Liquibase liquibase) throws LiquibaseException;
    }

    private interface CleanUp {
        void run() throws LiquibaseException, SQLException;
    }
}
