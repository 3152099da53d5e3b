package dev.caravan.migrate;

import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.LiquibaseDataType;
import liquibase.datatype.core.UUIDType;

/** Redshift has no type for UUIDs; their text has 36 bytes. */
@DataTypeInfo(
        name = "uuid",
        aliases = {"uniqueidentifier", "java.util.UUID"},
        minParameters = 0,
        maxParameters = 0,
        priority = LiquibaseDataType.PRIORITY_DATABASE)
public final class RedshiftUuidType extends UUIDType {
    @Override
    public boolean supports(Database database) {
        return database instanceof RedshiftDatabase;
    }

    @Override
    public DatabaseDataType toDatabaseDataType(Database database) {
        return new DatabaseDataType("varchar", 36);
    }
}
