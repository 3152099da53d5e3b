package dev.caravan.migrate;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import liquibase.GlobalConfiguration;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
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

    /** Runs work that applies changesets and gives those in their order. */
    List<Changeset> applied(Action action) {
        return recorded((liquibase, record) -> {
            action.on(liquibase);
            return record.ran();
        });
    }

    <T> T run(Work<T> work) {
        return recorded((liquibase, record) -> work.on(liquibase));
    }

    private <T> T recorded(Recorded<T> work) {
        AppliedChangesets record = new AppliedChangesets();
        try (Connection connection = warehouse.dataSource().getConnection();
                DirectoryResourceAccessor files = new DirectoryResourceAccessor(project.root())) {
            return Scope.child(quiet(), () -> {
                Database database =
                        DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
                database.setLiquibaseSchemaName(SCHEMA);
                Liquibase liquibase = new Liquibase(CHANGELOG, files, database);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.setChangeExecListener(record);
                try {
                    return work.on(liquibase, record);
                } finally {
                    // The pool takes the connection back as it gave it.
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            });
        } catch (CaravanException e) {
            throw e;
        } catch (Exception e) {
            // Liquibase's scope declares no narrower one.
            throw new CaravanException(record.problem(e), e);
        }
    }

    private static Map<String, Object> quiet() {
        return Map.of(
                Scope.Attr.logService.name(),
                new Slf4jLogService(),
                Scope.Attr.ui.name(),
                new LoggerUIService(),
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
}
