package dev.caravan.sql;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * How one warehouse writes what all of them can do. Every method takes and gives SQL text; the helpers of the model
 * language are these methods. What stands here is the same everywhere. Implementations are stateless.
 */
public interface Dialect {

    /** The warehouse's name: {@code duckdb}, {@code postgres}, {@code redshift}. */
    String name();

    /** An identifier that means exactly the given name. */
    String quote(String identifier);

    /** A text literal. */
    String literal(String text);

    /** What stands in {@code in (…)} for some texts; for none of them a select of no row, since SQL has no empty list. */
    default String inList(List<String> texts) {
        return texts.isEmpty()
                ? "select cast(null as varchar(36)) where false"
                : texts.stream().map(this::literal).collect(joining(", "));
    }

    String typeName(SqlType type);

    /**
     * A select of columns of a relation for tools that count with 28 digits at most: decimals, which may have 38, come as
     * double precision.
     */
    default String selectForTools(Relation relation, List<Column> columns) {
        String asDouble = typeName(SqlType.of(SqlType.Kind.DOUBLE));
        return columns.stream()
                .map(column -> column.type().kind() == SqlType.Kind.DECIMAL
                        ? "cast(" + quote(column.name()) + " as " + asDouble + ") as " + quote(column.name())
                        : quote(column.name()))
                .collect(joining(", ", "select ", " from " + relation.render(this)));
    }

    /**
     * Casts and gives null where the value cannot be read as the type; reads {@code 3.38E+14} exactly. Decimals are rounded
     * to their scale, whole numbers are never; dates are {@code 2026-01-31}, a zone counts for a timestamp with one only.
     */
    String safeCast(String expression, SqlType type);

    /**
     * The begin of the part, as a timestamp without zone.
     *
     * @param part second, minute, hour, day, week, month, quarter or year
     */
    default String dateTrunc(String part, String expression) {
        return "date_trunc('" + DateParts.checked(part) + "', cast(" + expression + " as timestamp))";
    }

    /**
     * The begin, as a timestamp without zone, of the one of many equal spans that a time lies in; they are counted from 1970.
     *
     * @param seconds the length of a span, an expression of a whole number
     */
    String timeBucket(String seconds, String expression);

    String dateAdd(String part, String amount, String expression);

    /** Whole boundaries of {@code part} crossed between {@code from} and {@code to}. */
    String dateDiff(String part, String from, String to);

    /** The UTC timestamp (without zone) of a count of milliseconds since 1970. */
    String timestampOfMillis(String expression);

    /** A key of 32 hexadecimal digits over several values; null and empty text give different keys. */
    default String hashKey(List<String> expressions) {
        // The length before each value keeps ('a', 'bc') and ('ab', 'c') apart; null has none.
        return expressions.stream()
                .map(expression -> "cast(" + expression + " as " + typeName(SqlType.varchar()) + ")")
                .map(text -> "coalesce(length(" + text + ") || ':' || " + text + ", '-')")
                .collect(joining(" || ", "md5(", ")"));
    }

    /** A select of one column {@code n}, {@code bigint}, from {@code first} to {@code last}, both included. */
    String generateSeries(String first, String last);

    /** Replaces every match of a regular expression (POSIX classes and {@code \\uXXXX}-free) in a text. */
    String regexpReplace(String expression, String pattern, String replacement);

    /** True where the whole text, or a part where not anchored, matches a regular expression. */
    String regexpMatches(String expression, String pattern);

    /**
     * A part of a text, counted from 1; the empty text where there are fewer.
     *
     * @throws IllegalArgumentException where {@code index} is less than 1
     */
    default String splitPart(String expression, String delimiter, int index) {
        if (index < 1) {
            throw new IllegalArgumentException("parts are counted from 1, not " + index);
        }
        return "split_part(" + expression + ", " + literal(delimiter) + ", " + index + ")";
    }

    /**
     * The value at the earliest time of a group; rows without a value are passed over.
     *
     * @param type of the value
     */
    String earliest(String value, String time, SqlType type);

    /** The value at the latest time of a group; rows without a value are passed over. */
    String latest(String value, String time, SqlType type);

    /** Texts of a group joined in an order. */
    String stringAgg(String expression, String delimiter, String orderBy);
}
