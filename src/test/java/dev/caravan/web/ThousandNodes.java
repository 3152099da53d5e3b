package dev.caravan.web;

/** A lineage of eight columns; each node reads the one before it, and half of them one more. */
final class ThousandNodes {
    private static final int NODES = 1_000;
    private static final int COLUMNS = 8;

    private ThousandNodes() {}

    static String json() {
        int rows = NODES / COLUMNS;
        StringBuilder nodes = new StringBuilder();
        StringBuilder edges = new StringBuilder();
        for (int node = 0; node < NODES; node++) {
            int column = node / rows;
            int row = node % rows;
            nodes.append(nodes.isEmpty() ? "" : ",")
                    .append(
                            ("{\"id\":\"n%d\",\"name\":\"a_model_of_column_%d_row_%d\",\"kind\":\"model\",\"layer\":\"star\",\"status\":\"success\","
                                            + "\"description\":\"\",\"x\":%d,\"y\":%d,\"width\":220,\"height\":36,\"rank\":%d,\"order\":%d}")
                                    .formatted(node, column, row, column * 310, row * 54, column, row));
            if (column > 0) {
                edge(edges, node - rows, node);
                if (node % 2 == 0) {
                    edge(edges, (column - 1) * rows + (row * 7 + 1) % rows, node);
                }
            }
        }
        return "{\"nodes\":[" + nodes + "],\"edges\":[" + edges + "],\"width\":2480,\"height\":6750}";
    }

    private static void edge(StringBuilder edges, int from, int to) {
        edges.append(edges.isEmpty() ? "" : ",").append("{\"from\":\"n%d\",\"to\":\"n%d\"}".formatted(from, to));
    }
}
