package dev.caravan.docs.lineage;

import dev.caravan.docs.catalog.NodeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** The graph of a large project: six layers of nodes, each of which reads a few near it of the layer before. */
public final class LargeLineage {
    private static final List<String> LAYERS = List.of("api", "raw", "staging", "star", "marts", "analyses");
    private static final int REACH = 20;

    private LargeLineage() {}

    /** Laid out. */
    public static Lineage lineage(int nodes, int edges) {
        return LayeredLayout.of(of(nodes, edges));
    }

    static LineageGraph of(int nodes, int edges) {
        Random random = new Random(7);
        int aLayer = nodes / LAYERS.size() + 1;
        List<LineageNode> all = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            all.add(new LineageNode(
                    id(i),
                    "node_" + i,
                    NodeKind.MODEL,
                    LAYERS.get(i / aLayer),
                    Optional.empty(),
                    "",
                    0,
                    0,
                    0,
                    0,
                    0,
                    0));
        }
        TreeSet<LineageEdge> arrows =
                new TreeSet<>(Comparator.comparing(LineageEdge::from).thenComparing(LineageEdge::to));
        while (arrows.size() < edges) {
            int to = aLayer + random.nextInt(nodes - aLayer);
            int near = to % aLayer + random.nextInt(2 * REACH + 1) - REACH;
            arrows.add(
                    new LineageEdge(id((to / aLayer - 1) * aLayer + Math.min(aLayer - 1, Math.max(0, near))), id(to)));
        }
        return new LineageGraph(all, List.copyOf(arrows));
    }

    private static String id(int number) {
        return String.format("n%05d", number);
    }
}
