package dev.caravan.docs.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.CycleBreakingStrategy;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Gives nodes their places by Eclipse ELK's layered algorithm: columns from left to right, few crossings. Its random seed is
 * fixed, and nodes and edges go in sorted, so the same graph comes out the same.
 */
final class LayeredLayout {
    private static final double NODE_HEIGHT = 36;
    private static final double LETTER_WIDTH = 7.8;
    private static final double SIDES = 80;
    private static final double LEAST_WIDTH = 120;
    private static final double MOST_WIDTH = 300;
    private static final double BETWEEN_COLUMNS = 90;
    private static final double BETWEEN_ROWS = 18;
    private static final double MARGIN = 24;
    // far enough for no two columns to overlap before the layout
    private static final double APART = 10 * MOST_WIDTH;
    private static final int SEED = 1;
    // Of its seven tries, those after the second saved no crossing worth their time.
    private static final int SWEEPS = 2;

    private final LineageGraph graph;
    private final Map<String, Integer> ranks;
    private final Map<String, ElkNode> shapes = new HashMap<>();
    private final ElkNode root = ElkGraphUtil.createGraph();

    private LayeredLayout(LineageGraph graph) {
        this.graph = graph;
        this.ranks = Ranks.of(graph);
    }

    static Lineage of(LineageGraph graph) {
        return new LayeredLayout(graph).lineage();
    }

    private Lineage lineage() {
        configure();
        addNodes();
        graph.edges().forEach(edge -> ElkGraphUtil.createSimpleEdge(shapes.get(edge.from()), shapes.get(edge.to())));
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
        return new Lineage(placed(), graph.edges(), Math.round(root.getWidth()), Math.round(root.getHeight()));
    }

    private void configure() {
        // Makes the defaults of all options known to the library, which cannot copy them else.
        LayoutMetaDataService.getInstance();
        root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(LayeredOptions.RANDOM_SEED, SEED);
        // The column of a node is known already: it is where the node stands before the layout.
        root.setProperty(LayeredOptions.CYCLE_BREAKING_STRATEGY, CycleBreakingStrategy.INTERACTIVE);
        root.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.INTERACTIVE);
        // Parts that hang together with nothing else keep to the columns of the others.
        root.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
        // Of its placements the one that leaves no holes and is done with a thousand nodes in a third of a second.
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.LINEAR_SEGMENTS);
        root.setProperty(LayeredOptions.THOROUGHNESS, SWEEPS);
        // Pages draw edges themselves.
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_ROWS);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_COLUMNS);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
    }

    private void addNodes() {
        Map<Integer, Double> widths = new HashMap<>();
        graph.nodes().forEach(node -> widths.merge(ranks.get(node.id()), width(node.name()), Math::max));
        for (LineageNode node : graph.nodes()) {
            int rank = ranks.get(node.id());
            ElkNode shape = ElkGraphUtil.createNode(root);
            shape.setDimensions(widths.get(rank), NODE_HEIGHT);
            shape.setLocation(rank * APART, 0);
            shapes.put(node.id(), shape);
        }
    }

    private static double width(String name) {
        return Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, Math.ceil(name.length() * LETTER_WIDTH + SIDES)));
    }

    private List<LineageNode> placed() {
        Map<Integer, List<LineageNode>> columns = new TreeMap<>();
        graph.nodes().stream()
                .sorted(Comparator.comparingDouble(
                                (LineageNode node) -> shapes.get(node.id()).getY())
                        .thenComparing(LineageNode::id))
                .forEach(node -> columns.computeIfAbsent(ranks.get(node.id()), rank -> new ArrayList<>())
                        .add(node));
        List<LineageNode> placed = new ArrayList<>();
        columns.forEach((rank, column) -> {
            for (int order = 0; order < column.size(); order++) {
                placed.add(placed(column.get(order), rank, order));
            }
        });
        placed.sort(Comparator.comparing(LineageNode::id));
        return placed;
    }

    private LineageNode placed(LineageNode node, int rank, int order) {
        ElkNode shape = shapes.get(node.id());
        return node.at(
                Math.round(shape.getX()),
                Math.round(shape.getY()),
                Math.round(shape.getWidth()),
                Math.round(shape.getHeight()),
                rank,
                order);
    }
}
