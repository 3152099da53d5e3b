package dev.caravan.warehouse;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.MDC;

/**
 * The comment before a statement, by which the server's list of queries tells what ran it: {@code /* {"app": "caravan",
 * "run": "…", "node": "…"} *}{@code /}. Run and node are those that the log lines of the same thread bear.
 */
record StatementTag(String comment) {
    private static final Pattern MAY_END_A_COMMENT = Pattern.compile("[^\\p{L}\\p{N} ._:+,@=-]");

    static StatementTag ofThread() {
        return new StatementTag(Stream.of("run", "node")
                .flatMap(name -> Optional.ofNullable(MDC.get(name)).stream()
                        .map(value -> "\"" + name + "\": \""
                                + MAY_END_A_COMMENT.matcher(value).replaceAll("_") + "\""))
                .collect(joining(", ", "/* {\"app\": \"caravan\", ", "} */\n"))
                .replace(", }", "}"));
    }

    static StatementTag none() {
        return new StatementTag("");
    }

    String before(String sql) {
        return comment + sql;
    }
}
