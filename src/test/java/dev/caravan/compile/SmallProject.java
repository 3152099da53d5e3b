package dev.caravan.compile;

import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.sql.Dialect;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A project that a test writes as text blocks, so that the reader sees its SQL. Its warehouse is a DuckDB file. */
public final class SmallProject {
    private final Path root;
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> processEnvironment = new TreeMap<>();

    private Duration longestRendering = Duration.ofSeconds(30);

    public SmallProject(Path root) {
        this.root = root;
        file("environments/test.properties", "warehouse.url = jdbc:duckdb:warehouse.duckdb\n");
        file("models/macros/readme.md", "");
    }

    public SmallProject file(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SmallProject variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public SmallProject processVariable(String name, String value) {
        processEnvironment.put(name, value);
        return this;
    }

    SmallProject longestRendering(Duration longest) {
        longestRendering = longest;
        return this;
    }

    public Project project() {
        return Project.at(root);
    }

    public Manifest compile() {
        return ProjectCompiler.compile(project(), settings());
    }

    CompileSettings settings() {
        return new CompileSettings(
                Warehouses.dialect(environment()),
                "test",
                new TreeMap<>(variables),
                new TreeMap<>(processEnvironment),
                longestRendering,
                Optional.empty());
    }

    /** The compiled select of a project's model, without the line break at its end. */
    public String sql(String model) {
        return compile().model(model).orElseThrow().sql().stripTrailing();
    }

    public Warehouse open() {
        return Warehouses.open(environment(), root);
    }

    /** The dialect of the warehouse at a URL. */
    static Dialect dialect(Path root, String url) {
        SmallProject project = new SmallProject(root);
        project.file("environments/test.properties", "warehouse.url = " + url + "\n");
        return Warehouses.dialect(project.environment());
    }

    private Environment environment() {
        return Environment.load(project(), "test", Map.of(), Map.of());
    }
}
