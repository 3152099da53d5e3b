package dev.caravan.migrate;

import liquibase.Scope;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.statement.core.RawParameterizedSqlStatement;

/**
 * Liquibase's own tables. It would count a table's rows to find out whether there is one, and a transaction of which a
 * statement fails is aborted.
 */
final class OwnTables {
    private OwnTables() {}

    static boolean exists(Database database, String name) {
        try {
            return Scope.getCurrentScope()
                            .getSingleton(ExecutorService.class)
                            .getExecutor("jdbc", database)
                            .queryForInt(new RawParameterizedSqlStatement(
                                    "select count(*) from information_schema.tables"
                                            + " where table_schema = ? and lower(table_name) = lower(?)",
                                    database.getLiquibaseSchemaName(),
                                    name))
                    > 0;
        } catch (DatabaseException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }
}
