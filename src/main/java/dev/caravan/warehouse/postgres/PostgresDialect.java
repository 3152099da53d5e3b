package dev.caravan.warehouse.postgres;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.DateParts;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType;
import java.nio.charset.StandardCharsets;

/** PostgreSQL's SQL. */
final class PostgresDialect implements Dialect {
    // PostgreSQL cuts longer names off in silence, and two that differ at the end become one.
    private static final int LONGEST_NAME_BYTES = 63;

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String quote(String identifier) {
        int bytes = identifier.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME_BYTES) {
            throw new CaravanException(Problem.at(
                    "warehouse",
                    "the name \"" + identifier + "\" has " + bytes + " bytes, and PostgreSQL keeps "
                            + LONGEST_NAME_BYTES,
                    "Give it a shorter name."));
        }
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    /** Every session has {@code standard_conforming_strings}, so that a backslash is a backslash. */
    @Override
    public String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public String typeName(SqlType type) {
        return type.toString();
    }

    @Override
    public String safeCast(String expression, SqlType type) {
        return new PostgresSafeCast(expression).as(type);
    }

    @Override
    public String timeBucket(String seconds, String expression) {
        return "date_bin(interval '1 second' * (" + seconds + "), cast(" + expression
                + " as timestamp), timestamp '1970-01-01 00:00:00')";
    }

    @Override
    public String dateAdd(String part, String amount, String expression) {
        // An interval knows no quarter.
        String unit = DateParts.checked(part).equals("quarter") ? "3 months" : "1 " + DateParts.checked(part);
        return "(" + expression + " + interval '" + unit + "' * (" + amount + "))";
    }

    @Override
    public String dateDiff(String part, String from, String to) {
        String checked = DateParts.checked(part);
        return switch (checked) {
            case "second" -> secondsBetween(checked, from, to, 1);
            case "minute" -> secondsBetween(checked, from, to, 60);
            case "hour" -> secondsBetween(checked, from, to, 3600);
            case "day" -> secondsBetween(checked, from, to, 86_400);
            case "week" -> secondsBetween(checked, from, to, 7 * 86_400);
            case "month" -> "cast(" + months(to) + " - " + months(from) + " as bigint)";
            case "quarter" -> "cast(" + quarters(to) + " - " + quarters(from) + " as bigint)";
            default -> "cast(extract(year from " + to + ") - extract(year from " + from + ") as bigint)";
        };
    }

    private String secondsBetween(String part, String from, String to, int unit) {
        return "cast(extract(epoch from " + dateTrunc(part, to) + " - " + dateTrunc(part, from) + ") / " + unit
                + " as bigint)";
    }

    private static String months(String time) {
        return "(extract(year from " + time + ") * 12 + extract(month from " + time + "))";
    }

    private static String quarters(String time) {
        return "(extract(year from " + time + ") * 4 + extract(quarter from " + time + "))";
    }

    /**
     * The expression stands once: PostgreSQL writes subqueries into the query around them, and would compute it as often as
     * it stands. An interval is multiplied in floating point, which is exact to the microsecond until the year 2255.
     */
    @Override
    public String timestampOfMillis(String expression) {
        return "(timestamp '1970-01-01 00:00:00' + interval '1 millisecond' * cast(" + expression + " as bigint))";
    }

    @Override
    public String generateSeries(String first, String last) {
        return "select n from generate_series(cast(" + first + " as bigint), cast(" + last
                + " as bigint)) as series (n)";
    }

    @Override
    public String regexpReplace(String expression, String pattern, String replacement) {
        return "regexp_replace(" + expression + ", " + literal(pattern) + ", " + literal(replacement) + ", 'g')";
    }

    @Override
    public String regexpMatches(String expression, String pattern) {
        return "(" + expression + " ~ " + literal(pattern) + ")";
    }

    @Override
    public String earliest(String value, String time, SqlType type) {
        return first(value, time, type);
    }

    @Override
    public String latest(String value, String time, SqlType type) {
        return first(value, time + " desc", type);
    }

    private String first(String value, String order, SqlType type) {
        return "cast((array_agg(" + value + " order by " + order + ") filter (where " + value + " is not null))[1] as "
                + typeName(type) + ")";
    }

    @Override
    public String stringAgg(String expression, String delimiter, String orderBy) {
        return "string_agg(cast(" + expression + " as text), " + literal(delimiter) + " order by " + orderBy + ")";
    }
}
