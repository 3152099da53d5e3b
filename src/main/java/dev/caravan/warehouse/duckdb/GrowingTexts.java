package dev.caravan.warehouse.duckdb;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses calls that make a long value out of a short one. DuckDB makes such a value outside of its memory limit, one for
 * each of thousands of rows at a time: {@code repeat('x', 1000000000)} took 2 GB under a limit of 300 MB.
 */
final class GrowingTexts {
    private static final BigInteger LONGEST = BigInteger.valueOf(10_000);
    // where each says how long its value gets
    private static final Map<String, Integer> LENGTH_ARGUMENT =
            Map.of("repeat", 1, "lpad", 1, "rpad", 1, "list_resize", 1, "array_resize", 1, "bar", 3);
    private static final Set<String> SERIES = Set.of("range", "generate_series");
    private static final Set<String> FORMATS = Set.of("format", "printf");
    // a width of many digits, or one that is given as an argument
    private static final Pattern LONG_FORMAT = Pattern.compile("\\d{4}|\\*|\\{[^}]*\\{");
    private static final Set<String> WITHOUT_LIMIT = Set.of("reduce", "list_reduce", "array_reduce");

    // a function that rows are selected from makes rows, and those are within the limit
    private static final String CALLS =
            """
            select
                node.id,
                lower(node.value ->> '$.function_name'),
                coalesce(node.value ->> '$.schema', '') <> '',
                argument.value ->> '$.expression.literal.kind',
                argument.value ->> '$.expression.literal.text'
            from json_tree(json_serialize_sql(cast(? as varchar))) as node
            left join lateral (select * from json_each(node.value -> '$.arguments')) as argument
                on true
            where node.type = 'OBJECT'
                and node.value ->> '$.class' = 'FUNCTION'
                and node.key <> 'function'
            order by node.id, cast(argument.key as integer)
            """;

    private GrowingTexts() {}

    /** An argument; a kind only where it is written as a literal. */
    private record Argument(Optional<String> kind, String text) {}

    /** A function with its arguments. In {@code x.repeat(3)} the first of them is taken for a schema. */
    private record Call(String function, boolean firstIsSchema, List<Argument> arguments) {
        private Optional<Argument> argument(int place) {
            int found = firstIsSchema ? place - 1 : place;
            return found >= 0 && found < arguments.size() ? Optional.of(arguments.get(found)) : Optional.empty();
        }

        private BigInteger number(Optional<Argument> argument) {
            return argument.filter(one -> one.kind().equals(Optional.of("INTEGER")))
                    .map(one -> new BigInteger(one.text()).abs().max(BigInteger.ONE))
                    .orElseThrow(() -> refused(function));
        }

        /** How many times longer its value may be than what it is given. */
        private BigInteger growth() {
            if (WITHOUT_LIMIT.contains(function)) {
                throw refused(function);
            }
            if (LENGTH_ARGUMENT.containsKey(function)) {
                return number(argument(LENGTH_ARGUMENT.get(function)));
            }
            if (SERIES.contains(function)) {
                return arguments.stream().map(one -> number(Optional.of(one))).reduce(BigInteger.ONE, BigInteger::add);
            }
            if (FORMATS.contains(function)) {
                String format = argument(0)
                        .filter(one -> one.kind().equals(Optional.of("STRING")))
                        .map(Argument::text)
                        .orElseThrow(() -> refused(function));
                if (LONG_FORMAT.matcher(format).find()) {
                    throw refused(function);
                }
            }
            return BigInteger.ONE;
        }
    }

    /** @throws CaravanException where a value could get too long */
    static void check(Connection connection, String sql) throws SQLException {
        BigInteger growth = BigInteger.ONE;
        for (Call call : calls(connection, sql)) {
            growth = growth.multiply(call.growth());
            if (growth.compareTo(LONGEST) > 0) {
                throw refused(call.function());
            }
        }
    }

    private static List<Call> calls(Connection connection, String sql) throws SQLException {
        Map<Long, Call> calls = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CALLS)) {
            statement.setString(1, sql);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    String function = found.getString(2);
                    boolean firstIsSchema = found.getBoolean(3);
                    calls.computeIfAbsent(found.getLong(1), id -> new Call(function, firstIsSchema, new ArrayList<>()))
                            .arguments()
                            .add(new Argument(
                                    Optional.ofNullable(found.getString(4)),
                                    Optional.ofNullable(found.getString(5)).orElse("")));
                }
            }
        }
        return List.copyOf(calls.values());
    }

    private static CaravanException refused(String function) {
        return new CaravanException(Problem.at(
                "warehouse",
                "the function \"" + function + "\" may make a value of any length",
                "Give its length as a number in the query; all such lengths multiplied may be " + LONGEST
                        + ". Rows are made by it after from."));
    }
}
