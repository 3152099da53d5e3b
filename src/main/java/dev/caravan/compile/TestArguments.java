package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.graph.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * What a test was given beside its column. What its kind does not take is empty.
 *
 * @param to as it is written: {@code ref('dim_coin')}
 * @param toNode the node that {@code to} names
 * @param field the column of {@code to}
 * @param columns of a combination
 * @param values that are accepted
 * @param where keeps the test to some rows
 */
public record TestArguments(
        String to,
        Optional<NodeId> toNode,
        String field,
        List<String> columns,
        List<String> values,
        String expression,
        String where) {
    static final TestArguments NONE = new TestArguments("", Optional.empty(), "", List.of(), List.of(), "", "");

    public TestArguments {
        requireNonNull(to, "to is null");
        requireNonNull(toNode, "toNode is null");
        requireNonNull(field, "field is null");
        requireNonNull(expression, "expression is null");
        requireNonNull(where, "where is null");
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }

    static TestArguments of(TestDefinition test, Optional<NodeId> to) {
        boolean combines = test.kind() == TestKind.UNIQUE_COMBINATION;
        return new TestArguments(
                test.to(),
                to,
                test.field(),
                combines ? test.values() : List.of(),
                combines ? List.of() : test.values(),
                test.expression(),
                test.where());
    }
}
