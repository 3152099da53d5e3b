package dev.caravan.docs.catalog;

import dev.caravan.compile.Analysis;
import dev.caravan.compile.ColumnProperties;
import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.Relationship;
import dev.caravan.compile.SourceTable;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The columns of each node: what the warehouse has, in its order, and then what only the files name. */
final class DictionaryColumns {
    private static final String PRIMARY = "primary";
    private static final String FOREIGN = "foreign";

    private final Manifest manifest;
    private final Catalog catalog;
    private final DictionaryTests tests;
    private final Set<List<String>> pointing = new HashSet<>();

    DictionaryColumns(Manifest manifest, Catalog catalog, DictionaryTests tests) {
        this.manifest = manifest;
        this.catalog = catalog;
        this.tests = tests;
        for (Relationship one : manifest.relationships()) {
            pointing.add(List.of(one.from().value(), one.column()));
        }
    }

    List<ColumnDetail> of(Node node, Optional<Relation> relation) {
        Map<String, Column> found = new LinkedHashMap<>();
        relation.flatMap(catalog::find)
                .ifPresent(entry -> entry.columns().forEach(column -> found.put(column.name(), column)));
        Map<String, String> described = new LinkedHashMap<>();
        properties(node).forEach(column -> described.put(column.name(), column.description()));
        Set<String> names = new LinkedHashSet<>(found.keySet());
        names.addAll(described.keySet());
        List<List<String>> keys = keys(node);
        List<ColumnDetail> columns = new ArrayList<>();
        for (String name : names) {
            Optional<Column> column = Optional.ofNullable(found.get(name));
            columns.add(new ColumnDetail(
                    name,
                    column.map(one -> one.type().toString()),
                    column.map(Column::nullable),
                    described.getOrDefault(name, ""),
                    key(node.id(), name, keys),
                    tests.ofColumn(node.id(), name)));
        }
        return columns;
    }

    private static List<ColumnProperties> properties(Node node) {
        if (node instanceof Model model) {
            return model.columns();
        }
        if (node instanceof Analysis analysis) {
            return analysis.columns();
        }
        return node instanceof SourceTable source ? source.columns() : List.of();
    }

    private List<List<String>> keys(Node node) {
        return manifest.testsOf(node.id()).stream()
                .map(DataTest::uniqueColumns)
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /** A column of a key of several that points elsewhere is a foreign one: that says more. */
    private Optional<String> key(NodeId node, String column, List<List<String>> keys) {
        if (keys.contains(List.of(column))) {
            return Optional.of(PRIMARY);
        }
        if (pointing.contains(List.of(node.value(), column))) {
            return Optional.of(FOREIGN);
        }
        return Optional.of(PRIMARY).filter(word -> keys.stream().anyMatch(key -> key.contains(column)));
    }
}
