package dev.caravan.standin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's errors in Redshift's words. */
final class Failures {
    /** The check constraints that count a text's bytes are named for what they stand for. */
    private static final Pattern BYTES = Pattern.compile("standin_bytes_(varchar|char)_(\\d+)_.*");

    private Failures() {}

    static Refusal asRedshiftSays(Refusal failure) {
        return switch (failure.sqlState()) {
            case "23514" -> failure.field('n').map(Failures::tooLong).orElse(failure);
            case "40001" ->
                Refusal.serializationConflict("Serializable isolation violation on table - "
                        + failure.field('t').orElse("100167")
                        + ", transactions forming the cycle are: 2001, 2002 (pid:1073)");
            case "21000" ->
                failure.getMessage().startsWith("MERGE command cannot affect row a second time")
                        ? Refusal.of("XX000", "Found multiple matches to update the same tuple.")
                        : failure;
            case "23502" ->
                Refusal.of(
                        "23502",
                        "Cannot insert a NULL value into column "
                                + failure.field('c').orElse("?"));
            default -> failure;
        };
    }

    private static Refusal tooLong(String constraint) {
        Matcher bytes = BYTES.matcher(constraint);
        if (!bytes.matches()) {
            return Refusal.of("23514", "check constraint \"" + constraint + "\" is violated");
        }
        String type = bytes.group(1).equals("char") ? "character" : "character varying";
        return Refusal.of("22001", "value too long for type " + type + "(" + bytes.group(2) + ")");
    }
}
