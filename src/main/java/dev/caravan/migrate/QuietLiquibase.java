package dev.caravan.migrate;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Project;
import java.util.Map;
import java.util.TreeMap;
import liquibase.GlobalConfiguration;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseConnection;
import liquibase.database.DatabaseFactory;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Liquibase on the changelog of a project: silent, one at a time in the JVM, its failures told as problems. */
@SuppressWarnings({"deprecation", "try"}) // Liquibase replaces these calls by commands that scan the class path again
final class QuietLiquibase {
    /** Where Liquibase keeps its own tables. */
    static final String SCHEMA = "caravan";

    private static final String CHANGELOG = "migrations/changelog.yaml";

    private final Project project;
    private final Map<String, Object> scope;

    /** @param values what Liquibase's services find in its scope */
    QuietLiquibase(Project project, Map<String, Object> values) {
        this.project = project;
        scope = new TreeMap<>(values);
        scope.put(Scope.Attr.logService.name(), new Slf4jLogService());
        scope.put(Scope.Attr.ui.name(), new LoggerUIService());
        scope.put(GlobalConfiguration.SHOW_BANNER.getKey(), false);
        scope.put("liquibase.analytics.enabled", false);
    }

    <T> T on(DatabaseConnection connection, Work<T> work) {
        // Liquibase's registries are the JVM's, and the end of one session clears what another one has there.
        synchronized (LockServiceFactory.class) {
            return alone(connection, work);
        }
    }

    private <T> T alone(DatabaseConnection connection, Work<T> work) {
        AppliedChangesets record = new AppliedChangesets();
        try (DirectoryResourceAccessor files = new DirectoryResourceAccessor(project.root())) {
            return Scope.child(scope, () -> {
                Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(connection);
                database.setLiquibaseSchemaName(SCHEMA);
                Liquibase liquibase = new Liquibase(CHANGELOG, files, database);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.setChangeExecListener(record);
                return work.on(liquibase, record);
            });
        } catch (CaravanException e) {
            throw e;
        } catch (Exception e) {
            // Liquibase's scope declares no narrower one.
            throw new CaravanException(record.problem(e), e);
        }
    }

    /** What is asked of Liquibase while it is there. */
    interface Work<T> {
        T on(Liquibase liquibase, AppliedChangesets record) throws Exception;
    }
}
