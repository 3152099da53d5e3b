package dev.caravan.docs.diagram;

import dev.caravan.compile.Relationship;
import dev.caravan.graph.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where tables and lines go: tables that point in the middle, what they point at left and right of them, lines at right
 * angles from column to column. Eclipse ELK's layered algorithm does it, with a fixed seed.
 */
final class DiagramLayout {
    private static final double BETWEEN_COLUMNS = 64;
    private static final double BETWEEN_TABLES = 36;
    private static final double BETWEEN_LINES = 16;
    private static final double MARGIN = 24;
    private static final double ASPECT = 1.6;
    private static final int SEED = 1;

    private final Map<NodeId, DiagramTable> tables = new LinkedHashMap<>();
    private final List<Relationship> relationships;
    private final Map<NodeId, ElkNode> shapes = new HashMap<>();
    private final Map<Relationship, ElkEdge> edges = new LinkedHashMap<>();
    private final ElkNode root = ElkGraphUtil.createGraph();

    /** A place in the picture. */
    record Point(double x, double y) {}

    /** A table and its upper left corner. */
    record Box(DiagramTable table, double x, double y) {}

    /**
     * A line from the many to the one.
     *
     * @param manyDirection 1 where the line leaves the many to the right, else -1; {@code oneDirection} likewise
     */
    record Line(String title, List<Point> points, int manyDirection, int oneDirection) {
        Point many() {
            return points.get(0);
        }

        Point one() {
            return points.get(points.size() - 1);
        }
    }

    private DiagramLayout(List<DiagramTable> tables, List<Relationship> relationships) {
        tables.forEach(table -> this.tables.put(table.id(), table));
        this.relationships = List.copyOf(relationships);
    }

    static DiagramLayout of(List<DiagramTable> tables, List<Relationship> relationships) {
        DiagramLayout layout = new DiagramLayout(tables, relationships);
        layout.lay();
        return layout;
    }

    double width() {
        return Math.ceil(root.getWidth());
    }

    double height() {
        return Math.ceil(root.getHeight());
    }

    List<Box> boxes() {
        return tables.values().stream()
                .map(table -> new Box(
                        table,
                        shapes.get(table.id()).getX(),
                        shapes.get(table.id()).getY()))
                .toList();
    }

    List<Line> lines() {
        Set<NodeId> left = leftOfOthers();
        List<Line> lines = new ArrayList<>();
        edges.forEach((relationship, edge) -> lines.add(line(relationship, edge, left.contains(relationship.to()))));
        return List.copyOf(lines);
    }

    private void lay() {
        configure();
        for (DiagramTable table : tables.values()) {
            ElkNode shape = ElkGraphUtil.createNode(root);
            shape.setDimensions(table.width(), table.height());
            shape.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            shapes.put(table.id(), shape);
        }
        Set<NodeId> left = leftOfOthers();
        Map<String, ElkPort> ports = new TreeMap<>();
        for (Relationship one : relationships) {
            boolean toTheLeft = left.contains(one.to());
            ElkPort many = port(ports, one.from(), one.column(), toTheLeft ? PortSide.WEST : PortSide.EAST);
            ElkPort single = port(ports, one.to(), one.toColumn(), toTheLeft ? PortSide.EAST : PortSide.WEST);
            edges.put(
                    one,
                    toTheLeft
                            ? ElkGraphUtil.createSimpleEdge(single, many)
                            : ElkGraphUtil.createSimpleEdge(many, single));
        }
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
    }

    private void configure() {
        // Makes the defaults of all options known to the library, which cannot copy them else.
        LayoutMetaDataService.getInstance();
        root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(LayeredOptions.RANDOM_SEED, SEED);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        // A table stands in the middle of those that point at it, though a line or two bends for it.
        root.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.BALANCED);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_FAVOR_STRAIGHT_EDGES, false);
        root.setProperty(LayeredOptions.ASPECT_RATIO, ASPECT);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_TABLES);
        root.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, BETWEEN_TABLES);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_COLUMNS);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, BETWEEN_LINES);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, BETWEEN_COLUMNS / 2);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
    }

    private ElkPort port(Map<String, ElkPort> ports, NodeId table, String column, PortSide side) {
        return ports.computeIfAbsent(table + "\n" + column + "\n" + side, key -> {
            ElkPort port = ElkGraphUtil.createPort(shapes.get(table));
            port.setProperty(LayeredOptions.PORT_SIDE, side);
            port.setLocation(
                    side == PortSide.WEST ? 0 : tables.get(table).width(),
                    tables.get(table).middleOf(column));
            return port;
        });
    }

    /** Those that are pointed at go, the most often met first, to the side that has fewer lines. */
    private Set<NodeId> leftOfOthers() {
        Map<NodeId, Integer> met = new TreeMap<>();
        relationships.forEach(one -> met.merge(one.to(), 1, Integer::sum));
        Set<NodeId> left = new TreeSet<>();
        int balance = 0;
        List<NodeId> mostMetFirst = met.keySet().stream()
                .sorted(Comparator.comparing((NodeId id) -> -met.get(id)).thenComparing(id -> id))
                .toList();
        for (NodeId id : mostMetFirst) {
            if (balance <= 0) {
                left.add(id);
                balance += met.get(id);
            } else {
                balance -= met.get(id);
            }
        }
        return left;
    }

    private Line line(Relationship relationship, ElkEdge edge, boolean toTheLeft) {
        List<Point> points = new ArrayList<>();
        ElkEdgeSection section = edge.getSections().get(0);
        points.add(new Point(section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(bend -> points.add(new Point(bend.getX(), bend.getY())));
        points.add(new Point(section.getEndX(), section.getEndY()));
        if (toTheLeft) {
            Collections.reverse(points);
        }
        return new Line(
                tables.get(relationship.from()).name() + "." + relationship.column() + " → "
                        + tables.get(relationship.to()).name() + "." + relationship.toColumn(),
                points,
                toTheLeft ? -1 : 1,
                toTheLeft ? 1 : -1);
    }
}
