package dev.caravan.compile;

import static java.util.stream.Collectors.toCollection;

import dev.caravan.graph.NodeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One rendering of a template.
 *
 * @param sql with its id sets marked
 * @param models the names of models that it refers to
 * @param sources the source tables that it reads
 * @param asksIncremental whether it called {@code is_incremental()}, so that its other branch may differ
 */
record Rendered(
        String sql,
        SortedSet<String> models,
        SortedSet<NodeId> sources,
        Map<String, ConfigValue> config,
        boolean asksIncremental) {
    Rendered {
        models = Collections.unmodifiableSortedSet(new TreeSet<>(models));
        sources = Collections.unmodifiableSortedSet(new TreeSet<>(sources));
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    List<NodeId> dependsOn() {
        return List.copyOf(Stream.concat(models.stream().map(NodeId::model), sources.stream())
                .collect(toCollection(TreeSet::new)));
    }
}
