package dev.caravan.migrate;

import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.LiquibaseDataType;
import liquibase.datatype.core.BlobType;

/** Bytes, which are {@code varbyte} on Redshift. */
@DataTypeInfo(
        name = "blob",
        aliases = {
            "longblob",
            "longvarbinary",
            "bytea",
            "image",
            "tinyblob",
            "mediumblob",
            "varbinary",
            "binary",
            "java.sql.Types.BLOB",
            "java.sql.Types.LONGBLOB",
            "java.sql.Types.LONGVARBINARY",
            "java.sql.Types.VARBINARY",
            "java.sql.Types.BINARY"
        },
        minParameters = 0,
        maxParameters = 1,
        priority = LiquibaseDataType.PRIORITY_DATABASE)
public final class RedshiftBlobType extends BlobType {
    @Override
    public boolean supports(Database database) {
        return database instanceof RedshiftDatabase;
    }

    @Override
    public DatabaseDataType toDatabaseDataType(Database database) {
        return getParameters().length == 0
                ? new DatabaseDataType("varbyte", 65535)
                : new DatabaseDataType("varbyte", getParameters());
    }
}
