package dev.caravan.docs.powerbi;

import dev.caravan.compile.Measure;
import dev.caravan.compile.Page;
import dev.caravan.docs.export.Json;
import dev.caravan.docs.star.Star;
import dev.caravan.docs.star.StarColumn;
import dev.caravan.docs.star.StarTable;
import dev.caravan.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A report of a page for each table that has one, and one for the dictionary. A page shows the rows, above them measures
 * as cards, and slicers over the texts that name a row.
 */
final class Report {
    private static final String SCHEMAS = "https://developer.microsoft.com/json-schemas/fabric/item/report/definition/";
    private static final int LONGEST_ID = 50;
    private static final int MOST_SLICERS = 3;

    private final Star star;

    Report(Star star) {
        this.star = star;
    }

    SortedMap<String, Json> files() {
        SortedMap<String, Json> files = new TreeMap<>();
        files.put(
                "version.json",
                Json.object()
                        .put("$schema", SCHEMAS + "versionMetadata/1.0.0/schema.json")
                        .put("version", "2.0.0"));
        files.put("report.json", report());
        List<PageLayout> pages = pages();
        files.put(
                "pages/pages.json",
                Json.object()
                        .put("$schema", SCHEMAS + "pagesMetadata/1.0.0/schema.json")
                        .put("pageOrder", pages.stream().map(PageLayout::id).toList())
                        .put("activePageName", pages.get(0).id()));
        for (PageLayout page : pages) {
            page.files().forEach((path, json) -> files.put("pages/" + page.id() + "/" + path, json));
        }
        return files;
    }

    private static Json report() {
        return Json.object()
                .put("$schema", SCHEMAS + "report/3.0.0/schema.json")
                // the theme of whoever opens it
                .put("themeCollection", Json.object())
                .put(
                        "settings",
                        Json.object()
                                .put("useStylableVisualContainerHeader", true)
                                .put("exportDataMode", "AllowSummarized")
                                .put("defaultDrillFilterOtherVisuals", true)
                                .put("useEnhancedTooltips", true));
    }

    private List<PageLayout> pages() {
        List<PageLayout> pages = new ArrayList<>();
        for (StarTable table : star.tables()) {
            table.page().ifPresent(page -> pages.add(page(table, page)));
        }
        PageLayout dictionary = new PageLayout("data-dictionary", Dictionary.NAME);
        dictionary.table(
                Dictionary.NAME,
                Dictionary.COLUMNS.stream()
                        .map(name -> Field.column(Dictionary.NAME, name))
                        .toList());
        pages.add(dictionary);
        return pages;
    }

    private PageLayout page(StarTable table, Page page) {
        PageLayout layout = new PageLayout(id(table), page.title());
        List<Field> measures = page.measures().stream().map(this::measure).toList();
        measures.forEach(layout::card);
        table.columns().stream()
                .filter(column -> isSlicer(table, column))
                .limit(MOST_SLICERS)
                .forEach(column -> layout.slicer(Field.column(table.name(), column.name())));
        List<Field> fields = new ArrayList<>();
        table.columns().stream()
                .filter(column -> !TableDefinition.isHidden(table, column))
                .forEach(column -> fields.add(Field.column(table.name(), column.name())));
        if (isPointedAt(table)) {
            // of each row: a fact's own measures say nothing of one row
            fields.addAll(measures);
        }
        layout.table(page.title(), fields);
        return layout;
    }

    private static String id(StarTable table) {
        return table.name().length() <= LONGEST_ID ? table.name() : Ids.of("page", table.name());
    }

    private Field measure(String name) {
        return star.tables().stream()
                .filter(table -> table.measures().stream().map(Measure::name).anyMatch(name::equals))
                .findFirst()
                .map(table -> Field.measure(table.name(), name))
                .orElseThrow(() -> new IllegalArgumentException("no measure " + name + " in this star"));
    }

    private boolean isPointedAt(StarTable table) {
        return star.relationships().stream().anyMatch(one -> one.to().equals(table.id()));
    }

    private static boolean isSlicer(StarTable table, StarColumn column) {
        return table.isPartOfKey(column.name())
                && !TableDefinition.isHidden(table, column)
                && column.type()
                        .map(SqlType::kind)
                        .filter(SqlType.Kind.VARCHAR::equals)
                        .isPresent();
    }
}
