package dev.caravan.docs.powerbi;

import dev.caravan.docs.export.Json;

/** A column or measure as a visual asks for it. */
record Field(String table, String name, boolean measured) {

    static Field column(String table, String name) {
        return new Field(table, name, false);
    }

    static Field measure(String table, String name) {
        return new Field(table, name, true);
    }

    Json expression() {
        return Json.object()
                .put(
                        measured ? "Measure" : "Column",
                        Json.object()
                                .put(
                                        "Expression",
                                        Json.object()
                                                .put("SourceRef", Json.object().put("Entity", table)))
                                .put("Property", name));
    }

    Json projection() {
        return Json.object()
                .put("field", expression())
                .put("queryRef", table + "." + name)
                .put("nativeQueryRef", name);
    }
}
