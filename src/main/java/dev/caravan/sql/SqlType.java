package dev.caravan.sql;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as every warehouse has it; each {@link Dialect} gives it the local name.
 *
 * @param precision digits of a decimal, length of a varchar in bytes; 0 where the kind has none, or no limit
 * @param scale decimal places of a decimal; 0 elsewhere
 * @param name the vendor's own name where the kind is {@link Kind#OTHER}, else empty
 */
public record SqlType(Kind kind, int precision, int scale, String name) {
    private static final Pattern FORM =
            Pattern.compile("([a-z_ ]+?)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?(\\s+[a-z ]+)?");

    /** What a value of the type is; the alternatives of every warehouse map onto these. */
    public enum Kind {
        BOOLEAN,
        SMALLINT,
        INTEGER,
        BIGINT,
        DECIMAL,
        DOUBLE,
        VARCHAR,
        DATE,
        TIMESTAMP,
        TIMESTAMP_TZ,
        OTHER
    }

    public SqlType {
        requireNonNull(kind, "kind is null");
        requireNonNull(name, "name is null");
    }

    public static SqlType of(Kind kind) {
        return new SqlType(kind, 0, 0, "");
    }

    public static SqlType decimal(int precision, int scale) {
        return new SqlType(Kind.DECIMAL, precision, scale, "");
    }

    /** A decimal that keeps as many digits as there are. */
    public static SqlType decimal() {
        return of(Kind.DECIMAL);
    }

    public static SqlType varchar() {
        return of(Kind.VARCHAR);
    }

    public static SqlType varchar(int lengthBytes) {
        return new SqlType(Kind.VARCHAR, lengthBytes, 0, "");
    }

    public static SqlType other(String name) {
        return new SqlType(Kind.OTHER, 0, 0, name);
    }

    /**
     * Reads a type as people and catalogs write it: {@code numeric(38, 18)}, {@code varchar}, {@code timestamp with time
     * zone}. What it does not know comes out as {@link Kind#OTHER} with its name.
     */
    public static SqlType parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        Matcher form = FORM.matcher(lower);
        if (!form.matches()) {
            return other(lower);
        }
        String base = form.group(1) + (form.group(4) == null ? "" : form.group(4));
        int precision = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
        int scale = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
        return switch (base.replaceAll("\\s+", " ").strip()) {
            case "boolean", "bool" -> of(Kind.BOOLEAN);
            case "smallint", "tinyint" -> of(Kind.SMALLINT);
            case "integer", "int" -> of(Kind.INTEGER);
            case "bigint", "long" -> of(Kind.BIGINT);
            case "numeric", "decimal" -> precision == 0 ? decimal(18, 3) : decimal(precision, scale);
            case "double", "double precision", "float", "real" -> of(Kind.DOUBLE);
            case "varchar", "text", "string", "character varying", "char", "character", "bpchar" -> varchar(precision);
            case "date" -> of(Kind.DATE);
            case "timestamp", "timestamp without time zone" -> of(Kind.TIMESTAMP);
            case "timestamptz", "timestamp with time zone" -> of(Kind.TIMESTAMP_TZ);
            default -> other(lower);
        };
    }

    /** Whether a value of {@code this} can be put into a column of {@code column} and nothing of it is lost. */
    public boolean fitsInto(SqlType column) {
        if (column.equals(decimal())) {
            return kind == Kind.DECIMAL || isWhole();
        }
        if (equals(decimal())) {
            return false;
        }
        if (kind == Kind.DECIMAL && column.kind == Kind.DECIMAL) {
            return precision - scale <= column.precision - column.scale && scale <= column.scale;
        }
        if (isWhole() && column.isWhole()) {
            return kind.ordinal() <= column.kind.ordinal();
        }
        if (isWhole() && column.kind == Kind.DECIMAL) {
            return column.precision - column.scale >= digits();
        }
        // A text's declared length is Redshift's limit, not the meaning of the value: the load reports what is too
        // long.
        return kind == Kind.OTHER ? this.equals(column) : kind == column.kind;
    }

    private boolean isWhole() {
        return kind == Kind.SMALLINT || kind == Kind.INTEGER || kind == Kind.BIGINT;
    }

    private int digits() {
        return switch (kind) {
            case SMALLINT -> 5;
            case INTEGER -> 10;
            default -> 19;
        };
    }

    /** The standard name, which every error message uses. */
    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> precision == 0 ? "numeric" : "numeric(" + precision + ", " + scale + ")";
            case VARCHAR -> precision == 0 ? "varchar" : "varchar(" + precision + ")";
            case DOUBLE -> "double precision";
            case TIMESTAMP_TZ -> "timestamp with time zone";
            case OTHER -> name;
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
