package dev.caravan.docs.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.graph.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The tests of each node and column with how they last ended. */
final class DictionaryTests {
    private final Observations observations;
    private final Map<NodeId, List<DataTest>> byNode;

    DictionaryTests(Manifest manifest, Observations observations) {
        this.observations = observations;
        byNode = manifest.tests().stream()
                .flatMap(test -> readBy(test).stream().map(node -> Map.entry(node, test)))
                .sorted(Comparator.comparing(entry -> entry.getValue().id()))
                .collect(groupingBy(Map.Entry::getKey, TreeMap::new, mapping(Map.Entry::getValue, toList())));
    }

    /** The node that declares it; a test of a file of its own belongs to all that it reads. */
    private static List<NodeId> readBy(DataTest test) {
        return test.tested().map(List::of).orElse(test.dependsOn());
    }

    /** Those of the relation, not of one column. */
    List<TestDetail> ofWhole(NodeId node) {
        return of(node, Optional.empty());
    }

    List<TestDetail> ofColumn(NodeId node, String column) {
        return of(node, Optional.of(column));
    }

    private List<TestDetail> of(NodeId node, Optional<String> column) {
        return byNode.getOrDefault(node, List.of()).stream()
                .filter(test -> test.column().equals(column))
                .map(this::detail)
                .toList();
    }

    private TestDetail detail(DataTest test) {
        Optional<LastResult> result = observations.result(test.id());
        return new TestDetail(
                test.id().value(),
                test.name(),
                test.kind(),
                test.severity().word(),
                result.map(LastResult::status),
                result.map(LastResult::rows).orElse(OptionalLong.empty()),
                result.flatMap(LastResult::message),
                result.flatMap(LastResult::startedAt),
                test.sql());
    }
}
