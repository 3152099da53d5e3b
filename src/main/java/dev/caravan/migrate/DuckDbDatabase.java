package dev.caravan.migrate;

import liquibase.database.AbstractJdbcDatabase;
import liquibase.database.DatabaseConnection;
import liquibase.exception.DatabaseException;
import liquibase.statement.DatabaseFunction;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawCallStatement;
import liquibase.structure.DatabaseObject;

/** DuckDB as a database type of Liquibase; its SQL is near PostgreSQL's. Found by ServiceLoader, hence public. */
public final class DuckDbDatabase extends AbstractJdbcDatabase {
    private static final String PRODUCT = "DuckDB";

    public DuckDbDatabase() {
        setCurrentDateTimeFunction("current_timestamp::timestamp");
        dateFunctions.add(new DatabaseFunction("current_timestamp"));
        // Names are kept as written and compared without regard to case.
        unquotedObjectsAreUppercased = false;
    }

    @Override
    public String getShortName() {
        return "duckdb";
    }

    @Override
    protected String getDefaultDatabaseProductName() {
        return PRODUCT;
    }

    @Override
    public boolean isCorrectDatabaseImplementation(DatabaseConnection connection) throws DatabaseException {
        return PRODUCT.equals(connection.getDatabaseProductName());
    }

    @Override
    public String getDefaultDriver(String url) {
        return url.startsWith("jdbc:duckdb:") ? "org.duckdb.DuckDBDriver" : null;
    }

    @Override
    public Integer getDefaultPort() {
        return null;
    }

    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    @Override
    public String getDefaultSchemaName() {
        return defaultSchemaName == null ? "main" : defaultSchemaName;
    }

    /** Liquibase would call a procedure that DuckDB lacks, and DuckDB aborts a transaction for that. */
    @Override
    protected SqlStatement getConnectionSchemaNameCallStatement() {
        return new RawCallStatement("select current_schema()");
    }

    @Override
    public boolean supportsInitiallyDeferrableColumns() {
        return false;
    }

    @Override
    public boolean supportsTablespaces() {
        return false;
    }

    @Override
    public boolean supportsDDLInTransaction() {
        return true;
    }

    /** A catalog is another file. Leaving it out of names lets a file be renamed. */
    @Override
    public boolean supportsCatalogInObjectName(Class<? extends DatabaseObject> type) {
        return false;
    }

    @Override
    public boolean supportsAutoIncrement() {
        return false;
    }
}
