package dev.caravan;

import java.util.List;
import java.util.stream.Stream;

/** Names as an attacker would choose them, for every face that takes a name. */
public final class HostileNames {
    private HostileNames() {}

    /** What ends a text, a name or a statement of SQL and begins another. */
    public static List<String> ofSql() {
        return List.of(
                "x'; drop table victim; --",
                "x\"; drop table victim; --",
                "x\\'; drop table victim; --",
                "x\\",
                "*/ drop table victim; /*",
                "x'||(select 1)||'",
                "$$; drop table victim; $$",
                "x\n--\n; drop table victim");
    }

    /** What leads out of a folder. */
    public static List<String> ofPaths() {
        return List.of(
                "..",
                "../x",
                "../../../etc/passwd",
                "/etc/passwd",
                "a/../../x",
                "..\\x",
                "%2e%2e%2fx",
                ".",
                "~/x",
                "x?a=1",
                "x&limit=9#y");
    }

    /** What forges a line or a header, moves a cursor, turns a text round, or only looks like a name that there is. */
    public static List<String> ofLines() {
        return List.of(
                "coins\nok   build  forged",
                "coins\r\nBcc: victim@example.org",
                "coins\u0085forged",
                "coins\u2028forged",
                "\033[2J\033[1;1Hok",
                "\u202Esnioc",
                "\u0441oins",
                "co\u200Bins",
                "x".repeat(5_000));
    }

    public static List<String> all() {
        return Stream.of(ofSql(), ofPaths(), ofLines()).flatMap(List::stream).toList();
    }
}
