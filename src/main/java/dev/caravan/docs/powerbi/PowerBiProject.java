package dev.caravan.docs.powerbi;

import dev.caravan.docs.export.Address;
import dev.caravan.docs.export.Json;
import dev.caravan.docs.star.Star;
import dev.caravan.sql.Dialect;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A Power BI project of a star: what Power BI Desktop opens by its {@code .pbip} file. */
public final class PowerBiProject {
    private static final String SCHEMAS = "https://developer.microsoft.com/json-schemas/fabric/";

    private final String name;
    private final Star star;
    private final Connector connector;

    /**
     * @param name of files and of the model: letters, digits, blanks
     * @throws dev.caravan.project.CaravanException where Power BI has no connector for the dialect
     */
    public PowerBiProject(String name, Star star, Dialect dialect, Address address) {
        this.name = name;
        this.star = star;
        this.connector = Connector.of(dialect, address);
    }

    /** The texts of all files by their paths, with slashes. */
    public SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(name + ".pbip", Json.text(pbip()));
        files.put(".gitignore", "**/.pbi/localSettings.json\n**/.pbi/cache.abf\n");
        String model = name + ".SemanticModel/";
        files.put(model + ".platform", Json.text(platform("SemanticModel")));
        files.put(model + "definition.pbism", Json.text(pbism()));
        new SemanticModel(star, connector)
                .files()
                .forEach((path, text) -> files.put(model + "definition/" + path, text));
        String report = name + ".Report/";
        files.put(report + ".platform", Json.text(platform("Report")));
        files.put(report + "definition.pbir", Json.text(pbir()));
        new Report(star).files().forEach((path, json) -> files.put(report + "definition/" + path, Json.text(json)));
        return Collections.unmodifiableSortedMap(files);
    }

    private Json pbip() {
        return Json.object()
                .put("$schema", SCHEMAS + "pbip/pbipProperties/1.0.0/schema.json")
                .put("version", "1.0")
                .put(
                        "artifacts",
                        Json.list(Json.object().put("report", Json.object().put("path", name + ".Report"))))
                .put("settings", Json.object().put("enableAutoRecovery", true));
    }

    private Json platform(String type) {
        return Json.object()
                .put("$schema", SCHEMAS + "gitIntegration/platformProperties/2.0.0/schema.json")
                .put("metadata", Json.object().put("type", type).put("displayName", name))
                .put("config", Json.object().put("version", "2.0").put("logicalId", Ids.of(type, name)));
    }

    private static Json pbism() {
        return Json.object()
                .put("$schema", SCHEMAS + "item/semanticModel/definitionProperties/1.0.0/schema.json")
                .put("version", "4.2")
                .put("settings", Json.object());
    }

    private Json pbir() {
        return Json.object()
                .put("$schema", SCHEMAS + "item/report/definitionProperties/2.0.0/schema.json")
                .put("version", "4.0")
                .put(
                        "datasetReference",
                        Json.object().put("byPath", Json.object().put("path", "../" + name + ".SemanticModel")));
    }
}
