package dev.caravan.docs.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Checks that hold for every Power BI project, whatever star it shows. */
public final class PowerBiFiles {
    private final SortedMap<String, String> files;

    public PowerBiFiles(SortedMap<String, String> files) {
        this.files = files;
    }

    public void check() {
        everyJsonFileObeysItsSchema();
        everyTmdlFileObeysTheGrammar();
        tablesOfTheModelAreFiles();
        whatIsReferredToExists();
        lineageTagsAreDistinct();
        visualsAskForFieldsThatExist();
    }

    private void everyJsonFileObeysItsSchema() {
        Schemas schemas = new Schemas();
        List<String> checked = new ArrayList<>();
        files.forEach((path, text) -> {
            if (text.startsWith("{")) {
                assertThat(schemas.errors(text)).as(path).isEmpty();
                checked.add(path);
            }
        });
        assertThat(checked).hasSizeGreaterThan(9);
    }

    private void everyTmdlFileObeysTheGrammar() {
        files.forEach((path, text) -> {
            if (path.endsWith(".tmdl")) {
                assertThat(TmdlObject.read(text)).as(path).isNotEmpty();
            }
        });
    }

    private void tablesOfTheModelAreFiles() {
        List<String> listed = objects().stream()
                .filter(object -> object.kind.equals("ref table"))
                .map(object -> object.name)
                .toList();

        assertThat(tables().keySet()).containsExactlyInAnyOrderElementsOf(listed);
    }

    private void whatIsReferredToExists() {
        Map<String, TmdlObject> tables = tables();
        for (TmdlObject relationship : objects()) {
            if (relationship.kind.equals("relationship")) {
                TmdlObject from = column(tables, relationship.properties.get("fromColumn"));
                TmdlObject to = column(tables, relationship.properties.get("toColumn"));
                assertThat(from.properties.get("dataType")).isEqualTo(to.properties.get("dataType"));
            }
        }
        tables.values().forEach(table -> {
            table.all("column").stream()
                    .filter(column -> column.properties.containsKey("sortByColumn"))
                    .forEach(column -> assertThat(table.names("column"))
                            .contains(TmdlObject.unquoted(column.properties.get("sortByColumn"))));
            assertThat(table.all("partition")).hasSize(1);
        });
    }

    private void lineageTagsAreDistinct() {
        List<String> tags = new ArrayList<>();
        for (TmdlObject object : objects()) {
            object.properties.computeIfPresent("lineageTag", (key, tag) -> note(tags, tag));
            object.children.forEach(
                    child -> child.properties.computeIfPresent("lineageTag", (key, tag) -> note(tags, tag)));
        }
        assertThat(tags).isNotEmpty().doesNotHaveDuplicates();
    }

    private void visualsAskForFieldsThatExist() {
        Map<String, TmdlObject> tables = tables();
        files.forEach((path, text) -> {
            if (path.endsWith("visual.json")) {
                for (Fields.Asked asked : Fields.of(text)) {
                    assertThat(tables.get(asked.table()).names(asked.kind()))
                            .as(path)
                            .contains(asked.name());
                }
            }
        });
    }

    private static String note(List<String> tags, String tag) {
        tags.add(tag);
        return tag;
    }

    private static TmdlObject column(Map<String, TmdlObject> tables, String reference) {
        List<String> parts = TmdlObject.column(reference);
        return tables.get(parts.get(0)).all("column").stream()
                .filter(column -> column.name.equals(parts.get(1)))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, TmdlObject> tables() {
        Map<String, TmdlObject> tables = new HashMap<>();
        objects().stream()
                .filter(object -> object.kind.equals("table"))
                .forEach(table -> tables.put(table.name, table));
        return tables;
    }

    private List<TmdlObject> objects() {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".tmdl"))
                .flatMap(file -> TmdlObject.read(file.getValue()).stream())
                .toList();
    }
}
