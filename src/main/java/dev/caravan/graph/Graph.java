package dev.caravan.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Nodes and what each depends on. Immutable; every result has an order that depends on the ids alone. */
public final class Graph {
    private final SortedMap<NodeId, SortedSet<NodeId>> parents;
    private final SortedMap<NodeId, SortedSet<NodeId>> children;

    private Graph(SortedMap<NodeId, SortedSet<NodeId>> parents, SortedMap<NodeId, SortedSet<NodeId>> children) {
        this.parents = parents;
        this.children = children;
    }

    /** @param parents every node with the nodes that it depends on; a node that is only a parent may be left out */
    public static Graph of(Map<NodeId, ? extends Collection<NodeId>> parents) {
        SortedMap<NodeId, SortedSet<NodeId>> up = new TreeMap<>();
        SortedMap<NodeId, SortedSet<NodeId>> down = new TreeMap<>();
        parents.forEach((node, itsParents) -> {
            up.computeIfAbsent(node, id -> new TreeSet<>()).addAll(itsParents);
            down.computeIfAbsent(node, id -> new TreeSet<>());
            for (NodeId parent : itsParents) {
                up.computeIfAbsent(parent, id -> new TreeSet<>());
                down.computeIfAbsent(parent, id -> new TreeSet<>()).add(node);
            }
        });
        return new Graph(up, down);
    }

    public SortedSet<NodeId> nodes() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(parents.keySet()));
    }

    /** What the node itself depends on; none where the graph does not know it. */
    public SortedSet<NodeId> parents(NodeId node) {
        return Collections.unmodifiableSortedSet(parents.getOrDefault(node, Collections.emptySortedSet()));
    }

    public SortedSet<NodeId> children(NodeId node) {
        return Collections.unmodifiableSortedSet(children.getOrDefault(node, Collections.emptySortedSet()));
    }

    /** Everything that the node depends on, the node itself left out. */
    public SortedSet<NodeId> ancestors(NodeId node) {
        return ancestors(node, Integer.MAX_VALUE);
    }

    /** @param depth how many edges to follow; 1 gives the parents */
    public SortedSet<NodeId> ancestors(NodeId node, int depth) {
        return reachable(node, depth, parents);
    }

    /** Everything that depends on the node, the node itself left out. */
    public SortedSet<NodeId> descendants(NodeId node) {
        return descendants(node, Integer.MAX_VALUE);
    }

    /** @param depth how many edges to follow; 1 gives the children */
    public SortedSet<NodeId> descendants(NodeId node, int depth) {
        return reachable(node, depth, children);
    }

    /**
     * Every node after all that it depends on; of nodes that could stand next, the one with the lowest id does.
     *
     * @throws IllegalStateException where the graph has a cycle; {@link #cycles()} tells which
     */
    public List<NodeId> order() {
        Map<NodeId, Integer> missing = new HashMap<>();
        PriorityQueue<NodeId> ready = new PriorityQueue<>();
        parents.forEach((node, itsParents) -> {
            missing.put(node, itsParents.size());
            if (itsParents.isEmpty()) {
                ready.add(node);
            }
        });
        List<NodeId> order = new ArrayList<>(parents.size());
        while (!ready.isEmpty()) {
            NodeId next = ready.remove();
            order.add(next);
            for (NodeId child : children.get(next)) {
                if (missing.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        if (order.size() < parents.size()) {
            throw new IllegalStateException("the graph has cycles: " + cycles());
        }
        return Collections.unmodifiableList(order);
    }

    /**
     * The cycles, each as the whole path: it begins and ends with its lowest id, and each node is a parent of the one
     * before it. Cycles that share a node with one already told are left out: breaking one changes the others.
     */
    public List<List<NodeId>> cycles() {
        NavigableSet<NodeId> left = new TreeSet<>(parents.keySet());
        trim(left, parents, children);
        trim(left, children, parents);
        List<List<NodeId>> cycles = new ArrayList<>();
        while (!left.isEmpty()) {
            NodeId start = left.first();
            List<NodeId> cycle = shortestWayBack(start, left);
            if (cycle.isEmpty()) {
                left.remove(start);
                continue;
            }
            cycles.add(cycle);
            left.removeAll(Set.copyOf(cycle));
        }
        return Collections.unmodifiableList(cycles);
    }

    /** Takes away, again and again, the nodes that nothing leads to: they are on no cycle. */
    private static void trim(
            NavigableSet<NodeId> left, Map<NodeId, SortedSet<NodeId>> before, Map<NodeId, SortedSet<NodeId>> after) {
        Map<NodeId, Integer> missing = new HashMap<>();
        Deque<NodeId> free = new ArrayDeque<>();
        for (NodeId node : left) {
            int count = (int) before.get(node).stream().filter(left::contains).count();
            missing.put(node, count);
            if (count == 0) {
                free.add(node);
            }
        }
        while (!free.isEmpty()) {
            NodeId node = free.remove();
            left.remove(node);
            for (NodeId next : after.get(node)) {
                if (missing.containsKey(next) && missing.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
    }

    private List<NodeId> shortestWayBack(NodeId start, Set<NodeId> within) {
        Map<NodeId, NodeId> cameFrom = new HashMap<>();
        Deque<NodeId> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            NodeId node = queue.remove();
            for (NodeId parent : parents.get(node)) {
                if (parent.equals(start)) {
                    return path(start, node, cameFrom);
                }
                if (within.contains(parent) && cameFrom.putIfAbsent(parent, node) == null) {
                    queue.add(parent);
                }
            }
        }
        return List.of();
    }

    private static List<NodeId> path(NodeId start, NodeId last, Map<NodeId, NodeId> cameFrom) {
        Deque<NodeId> path = new ArrayDeque<>(List.of(start));
        for (NodeId node = last; !node.equals(start); node = cameFrom.get(node)) {
            path.addFirst(node);
        }
        path.addFirst(start);
        return List.copyOf(path);
    }

    private static SortedSet<NodeId> reachable(NodeId start, int depth, Map<NodeId, SortedSet<NodeId>> edges) {
        SortedSet<NodeId> found = new TreeSet<>();
        Collection<NodeId> frontier = List.of(start);
        for (int step = 0; step < depth && !frontier.isEmpty(); step++) {
            List<NodeId> next = new ArrayList<>();
            for (NodeId node : frontier) {
                for (NodeId neighbour : edges.getOrDefault(node, Collections.emptySortedSet())) {
                    if (found.add(neighbour)) {
                        next.add(neighbour);
                    }
                }
            }
            frontier = next;
        }
        found.remove(start);
        return Collections.unmodifiableSortedSet(found);
    }
}
