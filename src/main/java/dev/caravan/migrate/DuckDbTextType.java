package dev.caravan.migrate;

import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.LiquibaseDataType;
import liquibase.datatype.core.ClobType;

/** Long texts of every name are {@code text}. */
@DataTypeInfo(
        name = "clob",
        aliases = {"longvarchar", "text", "longtext", "java.sql.Types.LONGVARCHAR", "java.sql.Types.CLOB"},
        minParameters = 0,
        maxParameters = 0,
        priority = LiquibaseDataType.PRIORITY_DATABASE)
public final class DuckDbTextType extends ClobType {

    @Override
    public boolean supports(Database database) {
        return database instanceof DuckDbDatabase;
    }

    @Override
    public DatabaseDataType toDatabaseDataType(Database database) {
        return new DatabaseDataType("text");
    }
}
