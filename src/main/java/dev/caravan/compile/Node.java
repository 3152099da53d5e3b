package dev.caravan.compile;

import dev.caravan.graph.NodeId;
import dev.caravan.graph.Selectable;
import java.util.List;
import java.util.SortedSet;

/** Anything in the graph of a manifest. */
public sealed interface Node permits Model, SourceTable, DataTest, Analysis {

    NodeId id();

    /** How people call it: {@code dim_coin}, {@code raw.coins}, {@code not_null_dim_coin_coin_id}. */
    String name();

    /** The file that declares it, relative to the project, with slashes. */
    String path();

    /** One sentence or more for people; empty where none was written. */
    String description();

    SortedSet<String> tags();

    /** What it reads, sorted. */
    List<NodeId> dependsOn();

    Selectable selectable();
}
