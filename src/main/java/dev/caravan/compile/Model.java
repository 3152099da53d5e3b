package dev.caravan.compile;

import static java.util.Objects.requireNonNull;

import dev.caravan.graph.NodeId;
import dev.caravan.graph.Selectable;
import dev.caravan.sql.Relation;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One SQL file that is one select.
 *
 * @param page the page that shows it in exported reports
 * @param template the file's text
 * @param select over everything, {@code is_incremental()} being false
 * @param incrementalSelect over what is new; present where the model is incremental and asks
 * @param contractSql the select with every model that no migration declares written into it, so that its columns can be
 *     known before anything is built; present where a migration declares the relation
 */
public record Model(
        NodeId id,
        String name,
        Relation relation,
        String path,
        ModelConfig config,
        String description,
        List<ColumnProperties> columns,
        List<Measure> measures,
        Optional<Page> page,
        String template,
        Select select,
        Optional<Select> incrementalSelect,
        Optional<String> contractSql,
        List<NodeId> dependsOn)
        implements Node {
    public Model {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(relation, "relation is null");
        requireNonNull(path, "path is null");
        requireNonNull(config, "config is null");
        requireNonNull(description, "description is null");
        requireNonNull(template, "template is null");
        requireNonNull(select, "select is null");
        requireNonNull(incrementalSelect, "incrementalSelect is null");
        requireNonNull(contractSql, "contractSql is null");
        requireNonNull(page, "page is null");
        columns = List.copyOf(columns);
        measures = List.copyOf(measures);
        dependsOn = List.copyOf(dependsOn);
    }

    /** The text of {@link #select}. */
    public String sql() {
        return select.sql();
    }

    /** The text of {@link #incrementalSelect}. */
    public Optional<String> incrementalSql() {
        return incrementalSelect.map(Select::sql);
    }

    public Materialization materialization() {
        return config.materialization();
    }

    @Override
    public SortedSet<String> tags() {
        return config.tags();
    }

    /** Where the compiled select lies below {@code target/caravan}. */
    public String compiledPath() {
        return "compiled/" + path;
    }

    /** Where the incremental branch of the compiled select lies below {@code target/caravan}. */
    public String compiledIncrementalPath() {
        return compiledPath().replaceFirst("\\.sql$", ".incremental.sql");
    }

    /** Where the select of the contract lies below {@code target/caravan}. */
    public String compiledContractPath() {
        return compiledPath().replaceFirst("\\.sql$", ".contract.sql");
    }

    @Override
    public Selectable selectable() {
        List<String> parts = List.of(path.split("/"));
        return new Selectable(
                id,
                name,
                "model",
                path,
                parts.subList(1, parts.size() - 1),
                tags(),
                materialization().word(),
                "");
    }
}
