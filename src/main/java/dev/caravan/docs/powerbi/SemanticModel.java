package dev.caravan.docs.powerbi;

import static java.util.stream.Collectors.joining;

import dev.caravan.compile.Relationship;
import dev.caravan.docs.star.Star;
import dev.caravan.docs.star.StarTable;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The star as TMDL files. */
final class SemanticModel {
    /** Below it, a model has no partitions in Power Query's language (Microsoft Learn, "Compatibility level"). */
    private static final String COMPATIBILITY_LEVEL = "1600";

    private static final String CULTURE = "en-US";

    private final Star star;
    private final Connector connector;

    SemanticModel(Star star, Connector connector) {
        this.star = star;
        this.connector = connector;
    }

    SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("database.tmdl", database());
        files.put("model.tmdl", model());
        files.put("expressions.tmdl", expressions());
        if (!star.relationships().isEmpty()) {
            files.put("relationships.tmdl", relationships());
        }
        files.put("cultures/" + CULTURE + ".tmdl", "cultureInfo " + CULTURE + "\n");
        star.tables()
                .forEach(table -> files.put(file(table.name()), new TableDefinition(star, table, connector).text()));
        files.put(file(Dictionary.NAME), Dictionary.of(star));
        return files;
    }

    private static String file(String table) {
        return "tables/" + table + ".tmdl";
    }

    private static String database() {
        return new Tmdl()
                .begin("database")
                .property("compatibilityLevel", COMPATIBILITY_LEVEL)
                .text();
    }

    private String model() {
        Tmdl model = new Tmdl()
                .begin("model Model")
                .property("culture", CULTURE)
                .property("defaultPowerBIDataSourceVersion", "powerBI_V3")
                .flag("discourageImplicitMeasures")
                .property("sourceQueryCulture", CULTURE)
                .begin("dataAccessOptions")
                .flag("legacyRedirects")
                .flag("returnErrorValuesAsNull")
                .end();
        // a calendar is in the star: Power BI need not make a hidden one for each date
        model.line("annotation __PBI_TimeIntelligenceEnabled = 0").line("");
        model.line("annotation PBI_QueryOrder = " + queryOrder()).end();
        star.tables().forEach(table -> model.line("ref table " + Tmdl.name(table.name())));
        model.line("ref table " + Tmdl.name(Dictionary.NAME)).line("").line("ref cultureInfo " + CULTURE);
        return model.text();
    }

    private String queryOrder() {
        List<String> parameters =
                connector.parameters().stream().map(Connector.Parameter::name).toList();
        List<String> tables = star.tables().stream().map(StarTable::name).toList();
        return Stream.concat(parameters.stream(), tables.stream())
                .map(name -> "\"" + name + "\"")
                .collect(joining(",", "[", "]"));
    }

    private String expressions() {
        Tmdl expressions = new Tmdl();
        for (Connector.Parameter parameter : connector.parameters()) {
            expressions
                    .describe(parameter.description())
                    .begin("expression " + parameter.name() + " = " + Connector.literal(parameter.value())
                            + " meta [IsParameterQuery=true, Type=\"Text\", IsParameterQueryRequired=true]")
                    .property("lineageTag", Ids.of("expression", parameter.name()))
                    .line("")
                    .line("annotation PBI_ResultType = Text")
                    .end();
        }
        return expressions.text();
    }

    /** Many to one, filters going from the one to the many, which is what TMDL means where nothing is said. */
    private String relationships() {
        Set<Relationship> active = ActiveRelationships.of(star.relationships());
        Tmdl relationships = new Tmdl();
        for (Relationship one : star.relationships()) {
            StarTable from = star.table(one.from());
            StarTable to = star.table(one.to());
            relationships.begin("relationship " + Ids.of(from.name(), one.column(), to.name(), one.toColumn()));
            if (!active.contains(one)) {
                relationships.property("isActive", "false");
            }
            if (!to.isKey(one.toColumn())) {
                relationships.property("toCardinality", "many");
            }
            relationships
                    .property("fromColumn", Tmdl.name(from.name()) + "." + Tmdl.name(one.column()))
                    .property("toColumn", Tmdl.name(to.name()) + "." + Tmdl.name(one.toColumn()))
                    .end();
        }
        return relationships.text();
    }
}
