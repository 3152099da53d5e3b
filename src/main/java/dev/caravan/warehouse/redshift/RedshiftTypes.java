package dev.caravan.warehouse.redshift;

import dev.caravan.sql.SqlType;
import dev.caravan.sql.SqlType.Kind;
import java.util.Locale;

/** Redshift's type names as types that every warehouse has. */
final class RedshiftTypes {
    // The driver says so where a text has no length of its own.
    private static final int NO_LENGTH = Integer.MAX_VALUE;

    private RedshiftTypes() {}

    /** A type as {@code format_type} writes it: {@code numeric(38,18)}. */
    static SqlType parse(String name) {
        // A column's numeric without precision is this one: "DECIMAL or NUMERIC type".
        return name.equals("numeric") ? SqlType.decimal(18, 0) : SqlType.parse(name);
    }

    /** A type of a result, as the driver tells it. */
    static SqlType of(String name, int precision, int scale) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "bool" -> SqlType.of(Kind.BOOLEAN);
            case "int2" -> SqlType.of(Kind.SMALLINT);
            case "int4", "oid" -> SqlType.of(Kind.INTEGER);
            case "int8" -> SqlType.of(Kind.BIGINT);
            case "numeric" -> precision == 0 ? SqlType.decimal() : SqlType.decimal(precision, scale);
            case "float4", "float8" -> SqlType.of(Kind.DOUBLE);
            // An untyped null; as a text it fits more columns.
            case "text", "name", "unknown" -> SqlType.varchar();
            case "varchar", "bpchar" -> SqlType.varchar(precision == NO_LENGTH ? 0 : precision);
            default -> SqlType.parse(name);
        };
    }
}
