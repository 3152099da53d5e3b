package dev.caravan.warehouse.duckdb;

import dev.caravan.sql.SqlType;
import dev.caravan.sql.SqlType.Kind;
import java.util.Locale;

/** DuckDB's type names as types that every warehouse has. */
final class DuckDbTypes {
    private static final int LARGEST_PRECISION = 38;

    private DuckDbTypes() {}

    static SqlType parse(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            // What sum() gives over whole numbers.
            case "hugeint", "uhugeint", "ubigint" -> SqlType.decimal(LARGEST_PRECISION, 0);
            case "uinteger" -> SqlType.of(Kind.BIGINT);
            case "usmallint" -> SqlType.of(Kind.INTEGER);
            case "utinyint" -> SqlType.of(Kind.SMALLINT);
            // An untyped null becomes an integer once it is stored; as a text it fits more columns.
            case "\"null\"" -> SqlType.varchar();
            default -> SqlType.parse(name);
        };
    }
}
