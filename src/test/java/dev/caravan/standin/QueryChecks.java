package dev.caravan.standin;

import static dev.caravan.standin.Refusal.unsupported;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The rules on queries that need more than a look for words. */
final class QueryChecks {
    private static final String[] LEADER_CALLS = {
        "age",
        "now",
        "generate_series",
        "generate_subscripts",
        "isfinite",
        "substr",
        "factorial",
        "current_schema",
        "current_schemas",
        "has_database_privilege",
        "has_schema_privilege",
        "has_table_privilege",
        "getbit",
        "get_byte",
        "set_bit",
        "set_byte",
        "to_ascii",
        "pg_get_expr",
        "pg_get_viewdef",
        "format_type",
        "pg_size_pretty"
    };
    private static final String[] LEADER_WORDS = {"current_timestamp", "current_time", "localtime", "localtimestamp"};

    private QueryChecks() {}

    static Optional<Refusal> leaderFunction(Sql sql) {
        return Functions.firstCall(sql, LEADER_CALLS)
                .or(() -> Functions.firstWord(sql, LEADER_WORDS))
                .filter(function -> Functions.runsOnComputeNodes(sql))
                .map(function -> unsupported(
                                "Specified types or functions (one per INFO message) not supported on Redshift tables.")
                        .withNotices(List.of("Function \"" + function + "()\" not supported.")));
    }

    /** Ranking functions take no frame; aggregates with ORDER BY in the window must have one. */
    static Optional<Refusal> aggregateWithoutFrame(Sql sql) {
        for (int i = 0; i < sql.size(); i++) {
            if (!sql.isAt(i, ")", "over", "(") || !isAggregate(sql, i)) {
                continue;
            }
            Sql window = sql.slice(i + 3, sql.close(i + 2));
            if (window.findOutside(0, "order") >= 0
                    && window.findOutside(0, "rows") < 0
                    && window.findOutside(0, "range") < 0) {
                return Optional.of(Refusal.of(
                        "42601", "Aggregate window functions with an ORDER BY clause require a frame clause"));
            }
        }
        return Optional.empty();
    }

    private static boolean isAggregate(Sql sql, int close) {
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            depth += sql.at(i).is(")") ? 1 : sql.at(i).is("(") ? -1 : 0;
            if (depth == 0) {
                return sql.at(i - 1)
                        .isAny(
                                "sum",
                                "avg",
                                "count",
                                "min",
                                "max",
                                "stddev",
                                "variance",
                                "first_value",
                                "last_value",
                                "nth_value");
            }
        }
        return false;
    }

    static Optional<Refusal> longName(Sql sql) {
        return sql.tokens().stream()
                .filter(Token::isName)
                .map(Token::name)
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length > 127)
                .findFirst()
                .map(name ->
                        Refusal.of("42622", "identifier \"" + name + "\" exceeds the maximum length of 127 bytes"));
    }
}
