package dev.caravan.compile;

import static java.util.stream.Collectors.toCollection;

import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A model that is rendered and whose config is checked, before ephemeral models are written into it. */
record DraftModel(
        ParsedFile file,
        ModelProperties properties,
        ModelConfig config,
        String description,
        Relation relation,
        Rendered full,
        Optional<Rendered> incremental) {

    String name() {
        return file.source().stem();
    }

    NodeId id() {
        return NodeId.model(name());
    }

    boolean isEphemeral() {
        return config.materialization() == Materialization.EPHEMERAL;
    }

    /** Of both branches. */
    SortedSet<String> refs() {
        return branches().flatMap(branch -> branch.models().stream()).collect(toCollection(TreeSet::new));
    }

    /** Of both branches. */
    List<NodeId> dependsOn() {
        return List.copyOf(
                branches().flatMap(branch -> branch.dependsOn().stream()).collect(toCollection(TreeSet::new)));
    }

    private Stream<Rendered> branches() {
        return Stream.concat(Stream.of(full), incremental.stream());
    }
}
