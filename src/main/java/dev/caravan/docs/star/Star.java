package dev.caravan.docs.star;

import static java.util.stream.Collectors.joining;

import dev.caravan.compile.ColumnProperties;
import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Materialization;
import dev.caravan.compile.Model;
import dev.caravan.compile.Relationship;
import dev.caravan.graph.NodeId;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.SqlType;
import dev.caravan.warehouse.Catalog;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tables that people look at, of the schemas {@code star} and {@code marts}, and how they hang together. The tables of
 * the star come first, each schema sorted by name; relationships are sorted and have both ends among the tables.
 */
public record Star(List<StarTable> tables, List<Relationship> relationships) {
    private static final List<String> SCHEMAS = List.of("star", "marts");
    private static final String NOT_NULL = "not_null";

    public Star {
        tables = List.copyOf(tables);
        relationships = List.copyOf(relationships);
    }

    /** As the files describe it: the columns that they name, without types. */
    public static Star declared(Manifest manifest) {
        return of(manifest, model -> described(model).keySet().stream()
                .map(name -> new NamedType(name, Optional.empty()))
                .toList());
    }

    /**
     * As it lies in the warehouse: every column with its type, in the table's order.
     *
     * @throws CaravanException where a table is missing, or a measure does not fit its column
     */
    public static Star of(Manifest manifest, Catalog catalog) {
        List<Model> missing = shown(manifest)
                .filter(model -> catalog.find(model.relation()).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new CaravanException(missing(missing, manifest.targetName()));
        }
        Star star = of(manifest, model -> catalog.find(model.relation()).orElseThrow().columns().stream()
                .map(column -> new NamedType(column.name(), Optional.of(column.type())))
                .toList());
        List<Problem> problems =
                star.tables.stream().flatMap(MeasuredColumns::problems).sorted().toList();
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
        return star;
    }

    /** @throws IllegalArgumentException where there is no such table; ids come from this star */
    public StarTable table(NodeId id) {
        return tables.stream()
                .filter(table -> table.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table " + id + " in this star"));
    }

    /** Whether the column of the table is one end of a relationship. */
    public boolean isRelated(NodeId table, String column) {
        return relationships.stream()
                .anyMatch(one -> one.from().equals(table) && one.column().equals(column)
                        || one.to().equals(table) && one.toColumn().equals(column));
    }

    private record NamedType(String name, Optional<SqlType> type) {}

    private interface Columns {
        List<NamedType> of(Model model);
    }

    private static Star of(Manifest manifest, Columns columns) {
        List<StarTable> tables = shown(manifest)
                .map(model -> table(model, columns.of(model), manifest.testsOf(model.id())))
                .toList();
        Set<NodeId> ids = Set.copyOf(tables.stream().map(StarTable::id).toList());
        return new Star(
                tables,
                manifest.relationships().stream()
                        .filter(one -> ids.contains(one.from()) && ids.contains(one.to()))
                        .toList());
    }

    private static Stream<Model> shown(Manifest manifest) {
        return manifest.models().stream()
                .filter(model -> SCHEMAS.contains(model.relation().schema()))
                .filter(model -> model.materialization() != Materialization.EPHEMERAL)
                .sorted(Comparator.comparing((Model model) ->
                                SCHEMAS.indexOf(model.relation().schema()))
                        .thenComparing(Model::name));
    }

    private static StarTable table(Model model, List<NamedType> columns, List<DataTest> tests) {
        Map<String, String> described = described(model);
        return new StarTable(
                model.id(),
                model.name(),
                model.relation(),
                model.description(),
                columns.stream()
                        .map(column -> new StarColumn(
                                column.name(),
                                described.getOrDefault(column.name(), ""),
                                column.type(),
                                isRequired(column.name(), tests)))
                        .toList(),
                tests.stream()
                        .map(DataTest::uniqueColumns)
                        .filter(key -> !key.isEmpty())
                        .distinct()
                        .sorted(Comparator.comparing((List<String> key) -> key.size())
                                .thenComparing(List::toString))
                        .toList(),
                model.measures(),
                model.page());
    }

    private static boolean isRequired(String column, List<DataTest> tests) {
        return tests.stream()
                .anyMatch(test -> test.kind().equals(NOT_NULL)
                        && test.column().equals(Optional.of(column))
                        && test.arguments().where().isBlank());
    }

    private static Map<String, String> described(Model model) {
        Map<String, String> described = new LinkedHashMap<>();
        for (ColumnProperties column : model.columns()) {
            described.put(column.name(), column.description());
        }
        return described;
    }

    private static Problem missing(List<Model> models, String environment) {
        return Problem.at(
                "warehouse",
                "there is no table "
                        + models.stream()
                                .map(model -> model.relation().toString())
                                .collect(joining(", ")),
                "Run caravan run --env " + environment + " first: it makes and fills them.");
    }
}
