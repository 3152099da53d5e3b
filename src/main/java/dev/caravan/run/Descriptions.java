package dev.caravan.run;

import dev.caravan.compile.ColumnProperties;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Materialization;
import dev.caravan.compile.Model;
import dev.caravan.compile.SourceTable;
import dev.caravan.project.CaravanException;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog.Kind;
import dev.caravan.warehouse.Comments;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a project's properties say of models, sources and columns into the warehouse, as comments. One query tells
 * what is there already, so that nothing is written where nothing changed. Comments that no properties speak of stay.
 */
final class Descriptions {
    private static final Logger log = LoggerFactory.getLogger(Descriptions.class);

    private final Warehouse warehouse;
    private final Comments comments;

    /** What a relation has. */
    private record Commented(Kind kind, Map<Optional<String>, String> texts) {}

    Descriptions(Warehouse warehouse) {
        this.warehouse = warehouse;
        this.comments = warehouse.materializations().comments();
    }

    /** A relation whose comments cannot be written keeps its rows all the same, so that is a warning. */
    void write(Manifest manifest) {
        Map<Relation, Commented> there = read();
        for (SourceTable source : manifest.sources()) {
            write(source.relation(), there, source.description(), source.columns());
        }
        for (Model model : manifest.models()) {
            if (model.materialization() != Materialization.EPHEMERAL) {
                write(
                        model.relation(),
                        there,
                        model.config().persistDocs().relation() ? model.description() : "",
                        model.config().persistDocs().columns() ? model.columns() : List.of());
            }
        }
    }

    private Map<Relation, Commented> read() {
        Map<Relation, Commented> there = new TreeMap<>();
        warehouse.inTransaction(transaction -> transaction.query(comments.select(), row -> {
            Relation relation =
                    Relation.of(row.text(1).orElseThrow(), row.text(2).orElseThrow());
            Kind kind = row.flag(3) ? Kind.VIEW : Kind.TABLE;
            there.computeIfAbsent(relation, key -> new Commented(kind, new HashMap<>()))
                    .texts()
                    .put(row.text(4), row.text(5).orElse(""));
            return relation;
        }));
        return there;
    }

    private void write(
            Relation relation, Map<Relation, Commented> there, String description, List<ColumnProperties> columns) {
        Optional<Commented> commented = Optional.ofNullable(there.get(relation));
        List<String> statements = commented
                .map(found -> statements(relation, found, description, columns))
                .orElse(List.of());
        if (statements.isEmpty()) {
            return;
        }
        try {
            warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, transaction -> {
                statements.forEach(transaction::execute);
                return statements.size();
            });
        } catch (CaravanException e) {
            log.warn("the comments on {} cannot be written: {}", relation, e.getMessage());
        }
    }

    private List<String> statements(
            Relation relation, Commented there, String description, List<ColumnProperties> columns) {
        List<String> statements = new ArrayList<>();
        if (differs(there, Optional.empty(), description)) {
            comments.onRelation(relation, there.kind(), description.strip()).ifPresent(statements::add);
        }
        for (ColumnProperties column : columns) {
            if (differs(there, Optional.of(column.name()), column.description())) {
                comments.onColumn(
                                relation,
                                there.kind(),
                                column.name(),
                                column.description().strip())
                        .ifPresent(statements::add);
            }
        }
        return statements;
    }

    /** Nothing is said of a column that is not there. */
    private static boolean differs(Commented there, Optional<String> column, String text) {
        String known = there.texts().get(column);
        return !text.isBlank() && known != null && !known.equals(text.strip());
    }
}
