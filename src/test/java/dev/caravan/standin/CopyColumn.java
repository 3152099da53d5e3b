package dev.caravan.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.standin.LoadError.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A column that COPY fills, and what it says of a value that cannot be read: "Load error reference".
 *
 * @param type PostgreSQL's short name: int4, varchar, numeric, ...
 * @param length of a text in bytes, or 0
 */
record CopyColumn(String name, String type, int length, int precision, int scale, boolean notNull) {
    private static final Pattern DIGITS = Pattern.compile("[+-]?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");
    private static final Pattern FLOAT =
            Pattern.compile("[+-]?((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[iI]nf(inity)?)|[nN]a[nN]");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?)?");
    private static final Pattern TIMESTAMP_AUTO = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}([ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?( ?(Z|[A-Za-z/_]+|[+-]\\d{2}(:?\\d{2})?))?)?");
    private static final Set<String> BOOLEANS = Set.of("t", "true", "y", "yes", "1", "f", "false", "n", "no", "0");

    static final Reason TOO_LONG = new Reason(1204, "String length exceeds DDL length");
    static final Reason MISSING = new Reason(1213, "Missing data for not-null field");

    boolean isText() {
        return type.equals("varchar") || type.equals("bpchar");
    }

    /** As {@code type} stands in the error views. */
    String shownType() {
        return switch (type) {
            case "int2" -> "int2";
            case "int4" -> "int4";
            case "int8" -> "int8";
            case "bpchar" -> "char";
            default -> type;
        };
    }

    String shownLength() {
        return isText() ? String.valueOf(length) : type.equals("numeric") ? precision + "," + scale : "0";
    }

    Optional<Reason> refuse(String value, CopyOptions options) {
        int zero = value.indexOf('\0');
        if (zero >= 0) {
            return Optional.of(
                    new Reason(1216, "Missing newline: Unexpected character 0x00 found at location " + zero));
        }
        return switch (type) {
            case "varchar", "bpchar" ->
                value.getBytes(UTF_8).length > length && !options.truncateColumns
                        ? Optional.of(TOO_LONG)
                        : Optional.empty();
            case "int2" -> whole(value, 15, "Integer");
            case "int4" -> whole(value, 31, "Integer");
            case "int8" -> whole(value, 63, "Long");
            case "numeric" -> decimal(value);
            case "float4", "float8" ->
                FLOAT.matcher(value.strip()).matches()
                        ? Optional.empty()
                        : Optional.of(new Reason(1208, invalidDigit(value, "Double")));
            case "bool" ->
                BOOLEANS.contains(value.strip().toLowerCase(java.util.Locale.ROOT))
                        ? Optional.empty()
                        : Optional.of(new Reason(1210, "Unknown boolean format"));
            case "date" ->
                isMoment(value.strip(), options.anyDate ? TIMESTAMP_AUTO : DATE)
                        ? Optional.empty()
                        : Optional.of(new Reason(1205, "Invalid Date Format - length must be 10 or more"));
            case "timestamp", "timestamptz" ->
                isMoment(value.strip(), options.anyTime ? TIMESTAMP_AUTO : TIMESTAMP)
                        ? Optional.empty()
                        : Optional.of(new Reason(1206, "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]"));
            default -> Optional.empty();
        };
    }

    /** Of the form, and on the calendar: 2026-02-30 and 25 o'clock do not exist. */
    private static boolean isMoment(String value, Pattern form) {
        if (!form.matcher(value).matches()) {
            return false;
        }
        try {
            LocalDate.parse(value.substring(0, 10));
            return value.length() < 16 || LocalTime.parse(value.substring(11, 16)) != null;
        } catch (DateTimeParseException nowhere) {
            return false;
        }
    }

    private static Optional<Reason> whole(String value, int bits, String type) {
        String stripped = value.strip();
        if (!DIGITS.matcher(stripped).matches()) {
            return Optional.of(new Reason(1207, invalidDigit(value, type)));
        }
        BigInteger number = new BigInteger(stripped.startsWith("+") ? stripped.substring(1) : stripped);
        return number.bitLength() > bits
                ? Optional.of(new Reason(1204, "Overflow, Value '" + value + "', Type: " + type))
                : Optional.empty();
    }

    /** No exponent: {@code 3.38E+14} is an invalid digit to Redshift. */
    private Optional<Reason> decimal(String value) {
        String stripped = value.strip();
        if (!DECIMAL.matcher(stripped).matches()) {
            return Optional.of(new Reason(1207, invalidDigit(value, "Decimal")));
        }
        BigDecimal number = new BigDecimal(stripped).setScale(scale, java.math.RoundingMode.DOWN);
        return number.precision() - number.scale() > precision - scale
                ? Optional.of(new Reason(1204, "Overflow for NUMERIC(" + precision + "," + scale + ")"))
                : Optional.empty();
    }

    private static String invalidDigit(String value, String type) {
        int position = 0;
        while (position < value.length() && "+-.0123456789".indexOf(value.charAt(position)) >= 0) {
            position++;
        }
        String digit = position < value.length() ? value.substring(position, position + 1) : "";
        return "Invalid digit, Value '" + digit + "', Pos " + position + ", Type: " + type;
    }

    /** Cut to the column's bytes, never inside a character. */
    String truncated(String value) {
        String cut = value;
        while (cut.getBytes(UTF_8).length > length) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
