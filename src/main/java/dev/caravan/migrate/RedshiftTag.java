package dev.caravan.migrate;

import liquibase.database.Database;
import liquibase.sql.Sql;
import liquibase.sql.UnparsedSql;
import liquibase.sqlgenerator.SqlGeneratorChain;
import liquibase.sqlgenerator.core.TagDatabaseGenerator;
import liquibase.statement.core.TagDatabaseStatement;

/** Names the changeset that ran last. Liquibase's own statement leaves the column's name, a reserved word, unquoted. */
public final class RedshiftTag extends TagDatabaseGenerator {
    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    @Override
    public boolean supports(TagDatabaseStatement statement, Database database) {
        return database instanceof RedshiftDatabase;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Liquibase declares it
    public Sql[] generateSql(TagDatabaseStatement statement, Database database, SqlGeneratorChain sqlGeneratorChain) {
        String table = database.escapeTableName(
                database.getLiquibaseCatalogName(),
                database.getLiquibaseSchemaName(),
                database.getDatabaseChangeLogTableName());
        return new Sql[] {
            new UnparsedSql(
                    "update " + table + " set \"tag\" = '" + database.escapeStringForDatabase(statement.getTag())
                            + "' where orderexecuted = (select max(orderexecuted) from " + table + ")")
        };
    }
}
