package dev.caravan.migrate;

import java.util.Locale;
import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.LiquibaseDataType;
import liquibase.datatype.core.TimestampType;

/** Timestamps, which have no precision to choose on Redshift. */
@DataTypeInfo(
        name = "timestamp",
        aliases = {
            "java.sql.Types.TIMESTAMP",
            "java.sql.Timestamp",
            "timestamptz",
            "java.sql.Types.TIMESTAMP_WITH_TIMEZONE",
            "datetime",
            "java.sql.Types.DATETIME",
            "java.util.Date"
        },
        minParameters = 0,
        maxParameters = 1,
        priority = LiquibaseDataType.PRIORITY_DATABASE)
public final class RedshiftTimestampType extends TimestampType {
    @Override
    public boolean supports(Database database) {
        return database instanceof RedshiftDatabase;
    }

    @Override
    public DatabaseDataType toDatabaseDataType(Database database) {
        String written = String.valueOf(getRawDefinition()).toLowerCase(Locale.ROOT);
        boolean zoned = written.contains("with time zone")
                || written.contains("with_timezone")
                || written.startsWith("timestamptz");
        return new DatabaseDataType(zoned ? "timestamptz" : "timestamp");
    }
}
