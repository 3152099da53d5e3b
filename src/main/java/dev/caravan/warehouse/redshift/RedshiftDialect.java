package dev.caravan.warehouse.redshift;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.DateParts;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Redshift's SQL. */
final class RedshiftDialect implements Dialect {
    private static final int LONGEST_NAME_BYTES = 127;
    private static final int LONGEST_TEXT_BYTES = 65_535;
    // 100 million numbers, of which no more are made than asked for.
    private static final int DIGITS_OF_SERIES = 8;

    @Override
    public String name() {
        return "redshift";
    }

    @Override
    public String quote(String identifier) {
        int bytes = identifier.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME_BYTES) {
            throw new CaravanException(Problem.at(
                    "warehouse",
                    "the name \"" + identifier + "\" has " + bytes + " bytes, and Redshift takes " + LONGEST_NAME_BYTES,
                    "Give it a shorter name."));
        }
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    /** A backslash takes the next character along in every text of Redshift. */
    @Override
    public String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Without length, a declared varchar has 256 bytes and a declared numeric 18 digits and no decimal places. */
    @Override
    public String typeName(SqlType type) {
        if (type.equals(SqlType.varchar())) {
            return "varchar(" + LONGEST_TEXT_BYTES + ")";
        }
        return type.equals(SqlType.decimal()) ? RedshiftSafeCast.WIDE_DECIMAL.toString() : type.toString();
    }

    @Override
    public String safeCast(String expression, SqlType type) {
        return new RedshiftSafeCast(expression).as(type);
    }

    /** In days and what is left of one, because DATEADD takes a number of 32 bits. */
    @Override
    public String timeBucket(String seconds, String expression) {
        String epoch = "timestamp '1970-01-01 00:00:00'";
        String all = "datediff(second, " + epoch + ", cast(" + expression + " as timestamp))";
        String begin = "(" + all + " - " + all + " % (" + seconds + "))";
        return "dateadd(second, cast(" + begin + " % 86400 as integer), dateadd(day, cast(" + begin
                + " / 86400 as integer), " + epoch + "))";
    }

    @Override
    public String dateAdd(String part, String amount, String expression) {
        return "dateadd(" + DateParts.checked(part) + ", cast(" + amount + " as integer), cast(" + expression
                + " as timestamp))";
    }

    @Override
    public String dateDiff(String part, String from, String to) {
        if (DateParts.checked(part).equals("week")) {
            // The documentation does not say on which day DATEDIFF lets a week begin; DATE_TRUNC's begins on Monday.
            return "(datediff(day, " + dateTrunc("week", from) + ", " + dateTrunc("week", to) + ") / 7)";
        }
        return "datediff(" + DateParts.checked(part) + ", cast(" + from + " as timestamp), cast(" + to
                + " as timestamp))";
    }

    /** In days and what is left of one, because DATEADD takes a number of 32 bits. */
    @Override
    public String timestampOfMillis(String expression) {
        String millis = "cast(" + expression + " as bigint)";
        return "dateadd(ms, cast(" + millis + " % 86400000 as integer), dateadd(day, cast(" + millis
                + " / 86400000 as integer), timestamp '1970-01-01 00:00:00'))";
    }

    /** The texts as wide as they are: a cast to the widest of all would cost memory in every query. */
    @Override
    public String hashKey(List<String> expressions) {
        return expressions.stream()
                .map(expression -> "cast(" + expression + " as varchar)")
                .map(text -> "coalesce(cast(length(" + text + ") as varchar) || ':' || " + text + ", '-')")
                .collect(Collectors.joining(" || ", "md5(", ")"));
    }

    /**
     * Numbers are put together from digits: GENERATE_SERIES works on the leader node alone, where no table can be joined. Each
     * digit is held to the length of the series, so that a short one is put together from few. One of more than 100 million
     * numbers divides by zero; it is not cut off in silence.
     */
    @Override
    public String generateSeries(String first, String last) {
        String from = IntStream.range(0, DIGITS_OF_SERIES)
                .mapToObj(digit -> "digits as digit_" + digit)
                .collect(Collectors.joining(" cross join "));
        String offset = IntStream.range(0, DIGITS_OF_SERIES)
                .mapToObj(digit -> "digit_" + digit + ".digit * " + power(digit))
                .collect(Collectors.joining(" + "));
        String held = IntStream.range(0, DIGITS_OF_SERIES)
                .mapToObj(digit -> "digit_" + digit + ".digit * " + power(digit) + " <= bounds.length")
                .collect(Collectors.joining(" and "));
        return "select bounds.first + (" + offset + ") as n from (select ends.first, (ends.last - ends.first)"
                + " / case when ends.last - ends.first >= " + power(DIGITS_OF_SERIES) + " then 0 else 1 end as length"
                + " from (select cast(" + first + " as bigint) as first, cast(" + last + " as bigint) as last) as ends)"
                + " as bounds cross join " + from.replace("digits as", digits() + " as") + " where " + held + " and "
                + offset + " <= bounds.length";
    }

    private static String digits() {
        return IntStream.range(1, 10)
                .mapToObj(digit -> " union all select " + digit)
                .collect(Collectors.joining("", "(select cast(0 as bigint) as digit", ")"));
    }

    private static String power(int digit) {
        return "1" + "0".repeat(digit);
    }

    @Override
    public String regexpReplace(String expression, String pattern, String replacement) {
        return "regexp_replace(" + expression + ", " + literal(pattern) + ", " + literal(replacement) + ")";
    }

    @Override
    public String regexpMatches(String expression, String pattern) {
        return "(" + expression + " ~ " + literal(pattern) + ")";
    }

    /** No aggregate of Redshift's gives one column by another, so the time is written before the value and cut off again. */
    @Override
    public String earliest(String value, String time, SqlType type) {
        return cutOff("min", value, time, type);
    }

    @Override
    public String latest(String value, String time, SqlType type) {
        return cutOff("max", value, time, type);
    }

    private String cutOff(String aggregate, String value, String time, SqlType type) {
        // twenty characters for the time
        return "cast(substring(" + aggregate + "(to_char(cast(" + time
                + " as timestamp), 'YYYYMMDDHH24MISSUS') || cast(" + value + " as varchar)), 21) as " + typeName(type)
                + ")";
    }

    @Override
    public String stringAgg(String expression, String delimiter, String orderBy) {
        return "listagg(cast(" + expression + " as varchar), " + literal(delimiter) + ") within group (order by "
                + orderBy + ")";
    }
}
