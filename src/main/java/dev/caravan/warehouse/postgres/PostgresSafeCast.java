package dev.caravan.warehouse.postgres;

import dev.caravan.sql.SqlType;
import java.math.BigDecimal;

/**
 * A cast that gives null in place of an error. PostgreSQL has none before version 16, and what 16 has takes "today" for a
 * date; so a regular expression looks at the text, and a case decides whether it is cast at all. Plain numbers, which
 * nearly all are, are looked at once; only the others are read as a number of any size and held to the type's limits.
 */
final class PostgresSafeCast {
    // What PostgreSQL trims off a number; its \s would let a no-break space through, on which the cast fails.
    private static final String BLANKS = "[ \\t\\n\\r\\f\\v]*";
    // Four digits of an exponent, so that the number stays within what numeric holds.
    private static final String NUMBER =
            "^" + BLANKS + "[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?" + BLANKS + "$";
    private static final int LONGEST_NUMBER = 4096;

    private static final String DATE = "(?!0000)(?:[0-9]{4}([-/])(?:(?:0?[13578]|1[02])\\1(?:0?[1-9]|[12][0-9]|3[01])"
            + "|(?:0?[469]|11)\\1(?:0?[1-9]|[12][0-9]|30)"
            + "|0?2\\1(?:0?[1-9]|1[0-9]|2[0-8]))"
            + "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)([-/])0?2\\2(?:29))";
    private static final String TIME = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]+)?)?";
    private static final String ZONE = "(?: ?(?:Z|[-+][0-9]{2}(?::?[0-9]{2})?))?";
    private static final String TIMESTAMP = "^" + BLANKS + DATE + "(?:[T ]" + TIME + ZONE + ")?" + BLANKS + "$";

    private static final String LARGEST_DOUBLE = "1.7976931348623157e308";
    private static final String SMALLEST_DOUBLE = "2.2250738585072014e-308";

    private final String text;

    PostgresSafeCast(String expression) {
        // A literal would be read as the type while the statement is parsed, before the case.
        text = "cast(" + expression + " as text)";
    }

    String as(SqlType type) {
        return switch (type.kind()) {
            case SMALLINT -> whole(type, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> whole(type, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> whole(type, Long.MIN_VALUE, Long.MAX_VALUE);
            case DECIMAL -> decimal(type);
            case DOUBLE -> floating(type);
            case BOOLEAN -> flag();
            case DATE -> "case when " + matches(TIMESTAMP) + " then " + cast(text, type) + " end";
            case TIMESTAMP, TIMESTAMP_TZ -> timestamp(type);
            case VARCHAR -> cast(text, SqlType.varchar());
            case OTHER ->
                throw new IllegalArgumentException("PostgreSQL has no cast to \"" + type
                        + "\" that gives null where a value cannot be read; use cast");
        };
    }

    private String whole(SqlType type, long smallest, long largest) {
        int certain = Long.toString(largest).length() - 1;
        return "case when " + matches("^[-+]?[0-9]{1," + certain + "}$") + " then " + cast(text, type)
                + ofNumber(
                        number() + " = trunc(" + number() + ") and " + number() + " between " + smallest + " and "
                                + largest,
                        cast(number(), type),
                        type);
    }

    private String decimal(SqlType type) {
        if (type.precision() == 0) {
            return "case" + ofNumber("true", number(), type);
        }
        int before = type.precision() - type.scale();
        // One digit less than fits, because 9.99 may become 10.0.
        String certain = before > 1
                ? "^[-+]?(?:[0-9]{1," + (before - 1) + "}(?:\\.[0-9]*)?|\\.[0-9]+)$"
                : "^[-+]?0?\\.[0-8][0-9]*$";
        String limit = BigDecimal.ONE.movePointRight(before).toPlainString();
        return "case when " + matches(certain) + " then " + cast(text, type)
                + ofNumber("abs(round(" + number() + ", " + type.scale() + ")) < " + limit, cast(number(), type), type);
    }

    private String floating(SqlType type) {
        return "case"
                + ofNumber(
                        "abs(" + number() + ") <= " + LARGEST_DOUBLE,
                        "case when abs(" + number() + ") < " + SMALLEST_DOUBLE + " then 0 else " + cast(number(), type)
                                + " end",
                        type);
    }

    private String flag() {
        return "case lower(" + text + ") when 'true' then true when 't' then true when 'yes' then true"
                + " when 'y' then true when '1' then true when 'false' then false when 'f' then false"
                + " when 'no' then false when 'n' then false when '0' then false end";
    }

    private String timestamp(SqlType type) {
        // Digits after the sixth are cut off, not rounded into the next second.
        String sixDigits = "regexp_replace(" + text + ", '(\\.[0-9]{6})[0-9]+', '\\1')";
        return "case when " + matches(TIMESTAMP) + " then " + cast(sixDigits, type) + " end";
    }

    /**
     * The last branch of a case: any number, held to a condition. Nested, because the order within "and" is free. The null
     * has its type, or else the case would have lost its scale.
     */
    private String ofNumber(String condition, String value, SqlType type) {
        String none = " else " + cast("null", type) + " end";
        return " when " + matches(NUMBER) + " and length(" + text + ") <= " + LONGEST_NUMBER + " then case when "
                + condition + " then " + value + none + none;
    }

    private String number() {
        return "cast(" + text + " as numeric)";
    }

    private String matches(String pattern) {
        return text + " ~ '" + pattern + "'";
    }

    private static String cast(String expression, SqlType type) {
        return "cast(" + expression + " as " + type + ")";
    }
}
