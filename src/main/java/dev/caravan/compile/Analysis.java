package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.graph.NodeId;
import dev.caravan.graph.Selectable;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One SQL file that is one select which nothing is built from: somebody runs it, with values for its parameters.
 *
 * @param orderBy the columns that its rows are sorted by, each perhaps followed by {@code desc}
 * @param template the file's text
 * @param sql the select, with a place ({@code ?}) wherever a value is bound
 * @param bindings the names of parameters, one for each place, in order
 */
public record Analysis(
        NodeId id,
        String name,
        String path,
        String description,
        SortedSet<String> tags,
        List<ColumnProperties> columns,
        List<Parameter> parameters,
        List<Sorting> orderBy,
        String template,
        String sql,
        List<String> bindings,
        List<NodeId> dependsOn)
        implements Node {
    static final String RESOURCE_TYPE = "analysis";

    /** A column that rows are sorted by. */
    public record Sorting(String column, boolean descending) {
        public Sorting {
            requireNonNull(column, "column is null");
        }
    }

    public Analysis {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(path, "path is null");
        requireNonNull(description, "description is null");
        requireNonNull(template, "template is null");
        requireNonNull(sql, "sql is null");
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        columns = List.copyOf(columns);
        parameters = List.copyOf(parameters);
        orderBy = List.copyOf(orderBy);
        bindings = List.copyOf(bindings);
        dependsOn = List.copyOf(dependsOn);
    }

    /** Where the compiled select lies below {@code target/caravan}. */
    public String compiledPath() {
        return "compiled/" + path;
    }

    @Override
    public Selectable selectable() {
        List<String> parts = List.of(path.split("/"));
        return new Selectable(id, name, RESOURCE_TYPE, path, parts.subList(1, parts.size() - 1), tags, "", "");
    }
}
