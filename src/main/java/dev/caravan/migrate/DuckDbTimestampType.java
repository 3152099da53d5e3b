package dev.caravan.migrate;

import java.util.Locale;
import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.LiquibaseDataType;
import liquibase.datatype.core.TimestampType;

/** A timestamp keeps its time zone; Liquibase drops it for a database that it does not know. */
@DataTypeInfo(
        name = "timestamp",
        aliases = {
            "java.sql.Types.TIMESTAMP",
            "java.sql.Timestamp",
            "timestamptz",
            "java.sql.Types.TIMESTAMP_WITH_TIMEZONE"
        },
        minParameters = 0,
        maxParameters = 1,
        priority = LiquibaseDataType.PRIORITY_DATABASE)
public final class DuckDbTimestampType extends TimestampType {
    @Override
    public boolean supports(Database database) {
        return database instanceof DuckDbDatabase;
    }

    @Override
    public DatabaseDataType toDatabaseDataType(Database database) {
        String written = String.valueOf(getRawDefinition()).toLowerCase(Locale.ROOT);
        boolean zoned = written.contains("with time zone")
                || written.contains("with_timezone")
                || written.equals("timestamptz");
        return new DatabaseDataType(zoned ? "timestamp with time zone" : "timestamp");
    }
}
