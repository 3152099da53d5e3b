package dev.caravan.migrate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liquibase.database.Database;
import liquibase.sql.Sql;
import liquibase.sql.UnparsedSql;
import liquibase.sqlgenerator.SqlGeneratorChain;
import liquibase.sqlgenerator.core.CreateDatabaseChangeLogTableGenerator;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;

/**
 * Liquibase's table of changesets on Redshift. Liquibase cuts its texts by characters and Redshift counts bytes, of which a
 * character has up to four; and the table is small, so that each node has all of it.
 */
public final class RedshiftChangeLogTable extends CreateDatabaseChangeLogTableGenerator {
    private static final Map<String, String> COLUMNS = columns();

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String key : List.of("id", "author", "filename")) {
            columns.put(key, "varchar(1020) not null");
        }
        columns.put("dateexecuted", "timestamp not null");
        columns.put("orderexecuted", "integer not null");
        columns.put("exectype", "varchar(10) not null");
        columns.put("md5sum", "varchar(35)");
        for (String text : List.of("description", "comments", "\"tag\"")) {
            columns.put(text, "varchar(1020)");
        }
        columns.put("liquibase", "varchar(20)");
        for (String text : List.of("contexts", "labels")) {
            columns.put(text, "varchar(1020)");
        }
        columns.put("deployment_id", "varchar(10)");
        return columns;
    }

    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    @Override
    public boolean supports(CreateDatabaseChangeLogTableStatement statement, Database database) {
        return database instanceof RedshiftDatabase;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Liquibase declares it
    public Sql[] generateSql(
            CreateDatabaseChangeLogTableStatement statement, Database database, SqlGeneratorChain sqlGeneratorChain) {
        String table = database.escapeTableName(
                database.getLiquibaseCatalogName(),
                database.getLiquibaseSchemaName(),
                database.getDatabaseChangeLogTableName());
        String columns = COLUMNS.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(",\n    "));
        return new Sql[] {new UnparsedSql("create table " + table + " (\n    " + columns + "\n)\ndiststyle all")};
    }
}
