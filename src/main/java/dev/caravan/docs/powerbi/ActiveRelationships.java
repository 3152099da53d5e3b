package dev.caravan.docs.powerbi;

import dev.caravan.compile.Relationship;
import dev.caravan.graph.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which relationships filter by themselves. Power BI refuses a model in which a filter has two ways from one table to
 * another; the relationship that would make a second way is there and rests, until a measure calls it.
 */
final class ActiveRelationships {
    private final List<Relationship> active = new ArrayList<>();

    private ActiveRelationships() {}

    /** The first of the list win. */
    static Set<Relationship> of(List<Relationship> all) {
        ActiveRelationships chosen = new ActiveRelationships();
        all.stream().filter(chosen::addsNoSecondWay).forEach(chosen.active::add);
        return Set.copyOf(chosen.active);
    }

    private boolean addsNoSecondWay(Relationship added) {
        Set<NodeId> before = reached(added.from(), false);
        Set<NodeId> after = reached(added.to(), true);
        return before.stream().noneMatch(after::contains)
                && before.stream().noneMatch(table -> {
                    Set<NodeId> known = new HashSet<>(reached(table, true));
                    known.retainAll(after);
                    return !known.isEmpty();
                });
    }

    private Set<NodeId> reached(NodeId start, boolean towardsDimensions) {
        Set<NodeId> reached = new HashSet<>(Set.of(start));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Relationship one : active) {
                NodeId here = towardsDimensions ? one.from() : one.to();
                NodeId there = towardsDimensions ? one.to() : one.from();
                grew |= reached.contains(here) && reached.add(there);
            }
        }
        return reached;
    }
}
