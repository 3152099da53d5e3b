package dev.caravan.migrate;

import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.LiquibaseDataType;
import liquibase.datatype.core.ClobType;

/** The longest text that Redshift keeps, in bytes; its own {@code text} is a {@code varchar(256)}. */
@DataTypeInfo(
        name = "clob",
        aliases = {
            "longvarchar",
            "text",
            "longtext",
            "nclob",
            "ntext",
            "java.sql.Types.LONGVARCHAR",
            "java.sql.Types.CLOB",
            "java.sql.Types.NCLOB"
        },
        minParameters = 0,
        maxParameters = 0,
        priority = LiquibaseDataType.PRIORITY_DATABASE)
public final class RedshiftTextType extends ClobType {
    @Override
    public boolean supports(Database database) {
        return database instanceof RedshiftDatabase;
    }

    @Override
    public DatabaseDataType toDatabaseDataType(Database database) {
        return new DatabaseDataType("varchar", 65535);
    }
}
