package dev.caravan.warehouse.redshift;

import dev.caravan.sql.SqlType;

/**
 * A cast that gives null in place of an error. TRY_CAST does most of it, but reads no number in exponent form, takes "today"
 * for a date, and no empty text at all; so a regular expression looks at the text first, and what has an exponent is written
 * out in digits by shifting its point. Patterns keep to what "POSIX operators" lists.
 */
final class RedshiftSafeCast {
    /** For a decimal that keeps as many digits as there are, of which Redshift has 38. */
    static final SqlType WIDE_DECIMAL = SqlType.decimal(38, 18);

    private static final String DIGITS = "([0-9]+[.]?[0-9]*|[.][0-9]+)";
    private static final String PLAIN = "^[-+]?" + DIGITS + "$";
    private static final String WITH_EXPONENT = "^[-+]?" + DIGITS + "e[-+]?[0-9]{1,4}$";
    private static final String PLAIN_WHOLE = "^[-+]?[0-9]+[.]?0*$";
    private static final String DATE = "([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})";
    private static final String TIME =
            "([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?( ?(Z|[-+][0-9]{2}(:?[0-9]{2})?))?";
    private static final String TIMESTAMP = "^" + DATE + "([T ]" + TIME + ")?$";
    private static final String ZONE = " ?(Z|[-+][0-9:]+)$";
    // Beyond it every number of 38 digits is null or zero.
    private static final int LARGEST_SHIFT = 60;

    private final String text;

    RedshiftSafeCast(String expression) {
        text = "cast(" + expression + " as varchar)";
    }

    String as(SqlType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> whole(type);
            case DECIMAL -> decimal(type.precision() == 0 ? WIDE_DECIMAL : type);
            case DOUBLE ->
                "case when " + matches(number(), PLAIN) + " or " + matches(number(), WITH_EXPONENT) + " then "
                        + tryCast(number(), type) + orNull(type);
            case BOOLEAN -> flag();
            case DATE -> "case when " + isTimestamp() + " then " + tryCast(day(), type) + orNull(type);
            case TIMESTAMP ->
                "case when " + isTimestamp() + " then " + tryCast("rtrim(" + day() + " || ' ' || " + time() + ")", type)
                        + orNull(type);
            case TIMESTAMP_TZ -> "case when " + isTimestamp() + " then " + tryCast(spaced(), type) + orNull(type);
            case VARCHAR -> type.precision() == 0 ? text : "cast(" + text + " as " + type + ")";
            case OTHER ->
                throw new IllegalArgumentException("Redshift has no cast to \"" + type
                        + "\" that gives null where a value cannot be read; use cast");
        };
    }

    private String decimal(SqlType type) {
        return "case when " + matches(number(), PLAIN) + " then " + tryCast("rtrim(" + number() + ", '.')", type)
                + " when " + matches(number(), WITH_EXPONENT) + " then " + tryCast(shifted(), type) + orNull(type);
    }

    private String whole(SqlType type) {
        return "case when " + matches(number(), PLAIN_WHOLE) + " then "
                + tryCast("split_part(" + number() + ", '.', 1)", type) + " when " + matches(number(), WITH_EXPONENT)
                // Nested, because the order within "and" is free, and only an exponent can be read as one.
                + " then case when " + matches(shifted(), PLAIN_WHOLE) + " then "
                + tryCast("split_part(" + shifted() + ", '.', 1)", type) + orNull(type) + orNull(type);
    }

    private String flag() {
        return "case when lower(" + text + ") in ('true', 't', 'yes', 'y', '1') then true when lower(" + text
                + ") in ('false', 'f', 'no', 'n', '0') then false end";
    }

    private String isTimestamp() {
        return matches(trimmed(), TIMESTAMP);
    }

    /** The null has its type, or else the case might lose its scale. */
    private static String orNull(SqlType type) {
        return " else cast(null as " + type + ") end";
    }

    /** A number in exponent form as plain digits: zeros on both sides, then the point where the exponent puts it. */
    private String shifted() {
        String mantissa = "ltrim(split_part(" + number() + ", 'e', 1), '+-')";
        String exponent = "greatest(-" + LARGEST_SHIFT + ", least(" + LARGEST_SHIFT + ", cast(split_part(" + number()
                + ", 'e', 2) as integer)))";
        String zeros = "repeat('0', " + LARGEST_SHIFT + ")";
        String digits = zeros + " || replace(" + mantissa + ", '.', '') || " + zeros;
        String point = "(" + LARGEST_SHIFT + " + length(split_part(" + mantissa + ", '.', 1)) + " + exponent + ")";
        return "(case when left(" + number() + ", 1) = '-' then '-' else '' end || '0' || ltrim(left(" + digits + ", "
                + point + "), '0') || '.' || rtrim(substring(" + digits + ", " + point + " + 1), '0') || '0')";
    }

    private String number() {
        return "lower(" + trimmed() + ")";
    }

    private String trimmed() {
        return "btrim(" + text + ", ' \t\n\r\f\u000b')";
    }

    private String spaced() {
        return "translate(" + trimmed() + ", 'T/', ' -')";
    }

    private String day() {
        return "split_part(" + spaced() + ", ' ', 1)";
    }

    /** A zone does not count, and digits after the sixth are cut off, not rounded into the next second. */
    private String time() {
        String time = "regexp_replace(split_part(" + spaced() + ", ' ', 2), '" + ZONE + "', '')";
        return "case when position('.' in " + time + ") > 0 then left(" + time + ", position('.' in " + time
                + ") + 6) else " + time + " end";
    }

    private static String matches(String text, String pattern) {
        return "(" + text + " ~ '" + pattern + "')";
    }

    private static String tryCast(String expression, SqlType type) {
        return "try_cast(" + expression + " as " + type + ")";
    }
}
