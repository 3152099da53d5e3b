package dev.caravan.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** OpenLineage's schemas, by the address that an event and each of its facets name; asks no network. */
final class EventSchemas {
    private static final String ADDRESS = "https://openlineage.io/spec/";
    private static final Path ROOT = Path.of("src/test/resources/openlineage");

    // the standard leaves it to the validator whether a "uuid" must be one
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(EventSchemas::text)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    /** What is wrong with an event and with its facets, those without a schema among it. */
    List<String> errors(JsonNode event) {
        List<String> errors = new ArrayList<>(errors(event.path("schemaURL").asText(), event));
        for (JsonNode facet : event.findParents("_schemaURL")) {
            errors.addAll(errors(facet.path("_schemaURL").asText(), facet));
        }
        return errors;
    }

    private List<String> errors(String address, JsonNode node) {
        return registry.getSchema(SchemaLocation.of(address)).validate(node).stream()
                .map(error -> address + ": " + error)
                .toList();
    }

    private static String text(String address) {
        // a facet names its version: facets/1-1-0/SQLJobFacet.json
        String path = address.replace(ADDRESS, "").replaceFirst("\\d+-\\d+-\\d+/", "");
        return Stream.of("schemas", "own")
                .map(folder -> ROOT.resolve(folder).resolve(path))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(EventSchemas::read)
                .orElse(null);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
