package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.graph.NodeId;
import dev.caravan.graph.Selectable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A test of data: it passes where its select gives no row.
 *
 * @param kind {@code unique}, {@code not_null}, …, or {@code singular} for a file of {@code models/tests/}
 * @param tested the node whose properties declare it; none where it is singular
 * @param column the column that it tests; none where it tests the whole relation
 * @param arguments what it was given beside the column
 * @param select gives the rows that fail
 * @param newRowsSelect gives those that fail among what was loaded since the test last passed; none where it always reads
 *     all
 */
public record DataTest(
        NodeId id,
        String name,
        String path,
        String kind,
        Optional<NodeId> tested,
        Optional<String> column,
        TestArguments arguments,
        Severity severity,
        SortedSet<String> tags,
        String description,
        Select select,
        Optional<Select> newRowsSelect,
        List<NodeId> dependsOn)
        implements Node {
    static final String SINGULAR = "singular";

    public DataTest {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(path, "path is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(tested, "tested is null");
        requireNonNull(column, "column is null");
        requireNonNull(arguments, "arguments is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(description, "description is null");
        requireNonNull(select, "select is null");
        requireNonNull(newRowsSelect, "newRowsSelect is null");
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        dependsOn = List.copyOf(dependsOn);
    }

    /** What it says of two nodes, where its kind is {@code relationships}. */
    public Optional<Relationship> relationship() {
        return Optional.of(kind)
                .filter(TestKind.RELATIONSHIPS.word()::equals)
                .flatMap(word -> arguments.toNode())
                .map(to -> new Relationship(tested.orElseThrow(), column.orElseThrow(), to, arguments.field()));
    }

    /** The columns whose values, taken together, no two rows share; none where it says no such thing of every row. */
    public List<String> uniqueColumns() {
        if (!arguments.where().isBlank()) {
            return List.of();
        }
        return kind.equals(TestKind.UNIQUE.word()) ? List.of(column.orElseThrow()) : arguments.columns();
    }

    /** The text of {@link #select}. */
    public String sql() {
        return select.sql();
    }

    /** The text of {@link #newRowsSelect}. */
    public Optional<String> newRowsSql() {
        return newRowsSelect.map(Select::sql);
    }

    /** Whether it is a file of its own, whose select may read anything. */
    public boolean isSingular() {
        return kind.equals(SINGULAR);
    }

    /** Where the compiled select lies below {@code target/caravan}. */
    public String compiledPath() {
        return isSingular() ? "compiled/" + path : "compiled/" + path + "/" + name + ".sql";
    }

    /** Where {@link #newRowsSelect} lies. */
    public String compiledNewRowsPath() {
        return compiledPath().replaceFirst("\\.sql$", ".new.sql");
    }

    @Override
    public Selectable selectable() {
        return new Selectable(id, name, "test", path, List.of(), tags, "", isSingular() ? SINGULAR : "generic");
    }
}
