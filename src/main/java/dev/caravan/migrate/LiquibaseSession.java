package dev.caravan.migrate;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import liquibase.GlobalConfiguration;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Starts Liquibase on a connection of the warehouse, silent, and translates its failures. */
@SuppressWarnings({"deprecation", "try"}) // Liquibase replaces these calls by commands that scan the class path again
final class LiquibaseSession {
    static final String SCHEMA = "caravan";
    private static final String CHANGELOG = "migrations/changelog.yaml";

    private final Project project;
    private final Warehouse warehouse;

    LiquibaseSession(Project project, Warehouse warehouse) {
        this.project = project;
        this.warehouse = warehouse;
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
                quietly(e, WholeChangesets.of(liquibase.getDatabase())::abandon);
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

    private <T> T recorded(Recorded<T> work) {
        // Liquibase's registries are the JVM's, and the end of one session clears what another one has there.
        synchronized (LockServiceFactory.class) {
            return alone(work);
        }
    }

    private <T> T alone(Recorded<T> work) {
        AppliedChangesets record = new AppliedChangesets();
        try (Connection connection = warehouse.dataSource().getConnection();
                DirectoryResourceAccessor files = new DirectoryResourceAccessor(project.root())) {
            return Scope.child(quiet(), () -> {
                Database database = DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new WholeChangesets(connection));
                database.setLiquibaseSchemaName(SCHEMA);
                Liquibase liquibase = new Liquibase(CHANGELOG, files, database);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.setChangeExecListener(record);
                try {
                    T result = work.on(liquibase, record);
                    giveBack(connection);
                    return result;
                } catch (LiquibaseException | RuntimeException e) {
                    quietly(e, () -> giveBack(connection));
                    throw e;
                }
            });
        } catch (CaravanException e) {
            throw e;
        } catch (Exception e) {
            // Liquibase's scope declares no narrower one.
            throw new CaravanException(record.problem(e), e);
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

    private Map<String, Object> quiet() {
        return Map.of(
                Scope.Attr.logService.name(),
                new Slf4jLogService(),
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                RedshiftLockService.DATA_SOURCE,
                warehouse.dataSource(),
                GlobalConfiguration.SHOW_BANNER.getKey(),
                false,
                "liquibase.analytics.enabled",
                false);
    }

    /** What a caller has Liquibase do. */
    interface Action {
        void on(Liquibase liquibase) throws LiquibaseException;
    }

    /** What a caller asks Liquibase. */
    interface Work<T> {
        T on(Liquibase liquibase) throws LiquibaseException;
    }

    private interface Recorded<T> {
        T on(Liquibase liquibase, AppliedChangesets record) throws LiquibaseException;
    }

    private interface CleanUp {
        void run() throws LiquibaseException, SQLException;
    }
}
