package dev.caravan.docs.powerbi;

import dev.caravan.docs.export.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page and where things stand on it: cards in a row, slicers in a row, and the table in what is left. */
final class PageLayout {
    private static final String SCHEMAS = "https://developer.microsoft.com/json-schemas/fabric/item/report/definition/";
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int MARGIN = 16;
    private static final int ROW_HEIGHT = 88;

    private final String id;
    private final String title;
    private final List<Field> cards = new ArrayList<>();
    private final List<Field> slicers = new ArrayList<>();
    private final Map<String, Json> visuals = new LinkedHashMap<>();

    PageLayout(String id, String title) {
        this.id = id;
        this.title = title;
    }

    String id() {
        return id;
    }

    void card(Field measure) {
        cards.add(measure);
    }

    void slicer(Field column) {
        slicers.add(column);
    }

    /** Comes last: it takes the room that the others leave. */
    void table(String caption, List<Field> fields) {
        int top = MARGIN;
        top += row("card", "card", cards, top);
        top += row("slicer", "slicer", slicers, top);
        add("table", "tableEx", caption, fields, MARGIN, top, WIDTH - 2 * MARGIN, HEIGHT - top - MARGIN);
    }

    Map<String, Json> files() {
        Map<String, Json> files = new LinkedHashMap<>();
        files.put(
                "page.json",
                Json.object()
                        .put("$schema", SCHEMAS + "page/2.0.0/schema.json")
                        .put("name", id)
                        .put("displayName", title)
                        .put("displayOption", "FitToPage")
                        .put("height", HEIGHT)
                        .put("width", WIDTH));
        visuals.forEach((name, json) -> files.put("visuals/" + name + "/visual.json", json));
        return files;
    }

    private int row(String name, String type, List<Field> fields, int top) {
        if (fields.isEmpty()) {
            return 0;
        }
        int width = (WIDTH - MARGIN) / fields.size() - MARGIN;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            add(
                    name + "-" + (i + 1),
                    type,
                    field.name(),
                    List.of(field),
                    MARGIN + i * (width + MARGIN),
                    top,
                    width,
                    ROW_HEIGHT);
        }
        return ROW_HEIGHT + MARGIN;
    }

    private void add(
            String name, String type, String caption, List<Field> fields, int x, int y, int width, int height) {
        int order = visuals.size();
        visuals.put(
                name,
                Json.object()
                        .put("$schema", SCHEMAS + "visualContainer/2.0.0/schema.json")
                        .put("name", name)
                        .put(
                                "position",
                                Json.object()
                                        .put("x", x)
                                        .put("y", y)
                                        .put("z", order)
                                        .put("height", height)
                                        .put("width", width)
                                        .put("tabOrder", order))
                        .put("visual", visual(type, caption, fields)));
    }

    private static Json visual(String type, String caption, List<Field> fields) {
        return Json.object()
                .put("visualType", type)
                .put(
                        "query",
                        Json.object()
                                .put(
                                        "queryState",
                                        Json.object()
                                                .put(
                                                        "Values",
                                                        Json.object()
                                                                .put(
                                                                        "projections",
                                                                        fields.stream()
                                                                                .map(Field::projection)
                                                                                .toList()))))
                .put(
                        "visualContainerObjects",
                        Json.object()
                                .put("title", properties("text", caption))
                                .put("general", properties("altText", caption)))
                .put("drillFilterOtherVisuals", true);
    }

    private static List<Json> properties(String name, String text) {
        Json literal = Json.object().put("Literal", Json.object().put("Value", "'" + text.replace("'", "''") + "'"));
        return Json.list(Json.object()
                .put("properties", Json.object().put(name, Json.object().put("expr", literal))));
    }
}
