package dev.caravan.migrate;

import java.util.Arrays;
import liquibase.change.core.LoadDataChange.LOAD_DATA_TYPE;
import liquibase.database.Database;
import liquibase.datatype.DataTypeInfo;
import liquibase.datatype.DatabaseDataType;
import liquibase.datatype.LiquibaseDataType;

/** {@code numeric} keeps its name; Liquibase would write {@code NUMBER}, which DuckDB does not know. */
@DataTypeInfo(
        name = "number",
        aliases = {"numeric", "java.sql.Types.NUMERIC"},
        minParameters = 0,
        maxParameters = 2,
        priority = LiquibaseDataType.PRIORITY_DATABASE)
public final class DuckDbNumberType extends LiquibaseDataType {

    @Override
    public boolean supports(Database database) {
        return database instanceof DuckDbDatabase;
    }

    @Override
    public LOAD_DATA_TYPE getLoadTypeName() {
        return LOAD_DATA_TYPE.NUMERIC;
    }

    @Override
    public DatabaseDataType toDatabaseDataType(Database database) {
        return new DatabaseDataType("numeric", Arrays.copyOf(getParameters(), getParameters().length));
    }
}
