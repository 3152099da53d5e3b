package dev.caravan.docs.powerbi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Microsoft's schemas, by the address that a file names in {@code $schema}; asks no network. */
final class Schemas {
    private static final String ADDRESS = "https://developer.microsoft.com/json-schemas/";
    private static final Path ROOT = Path.of("src/test/resources/powerbi");

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, builder -> builder.schemas(Schemas::text));
    private final ObjectMapper mapper = new ObjectMapper();

    /** What is wrong with a file. */
    List<String> errors(String json) {
        try {
            JsonNode node = mapper.readTree(json);
            return registry.getSchema(SchemaLocation.of(node.path("$schema").asText())).validate(node).stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String address) {
        String path = address.replace(ADDRESS, "");
        return Stream.of(
                        ROOT.resolve("schemas").resolve(path),
                        ROOT.resolve("own").resolve(path))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Schemas::read)
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
