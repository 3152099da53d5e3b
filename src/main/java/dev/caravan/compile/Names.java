package dev.caravan.compile;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the names in templates stand for during one pass of rendering.
 *
 * @param inlined models that are written into what refers to them, as common tables
 * @param sources by {@code source.table}
 */
record Names(Map<String, Relation> models, Set<String> inlined, Map<String, SourceTable> sources) {
    // as dbt names the common table of an ephemeral model: __dbt__cte__x
    private static final String COMMON_TABLE = "__caravan__cte__";

    Names {
        models = Map.copyOf(models);
        inlined = Set.copyOf(inlined);
        sources = Map.copyOf(sources);
    }

    Names inlining(Set<String> others) {
        return new Names(models, others, sources);
    }

    Optional<Relation> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /** What {@code from} is followed by, for a model that exists. */
    String sqlOf(String model, Dialect dialect) {
        return inlined.contains(model) ? commonTable(model) : models.get(model).render(dialect);
    }

    Optional<SourceTable> source(String source, String table) {
        return Optional.ofNullable(sources.get(source + "." + table));
    }

    static String commonTable(String model) {
        return COMMON_TABLE + model;
    }
}
