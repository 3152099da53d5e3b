package dev.caravan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestWriterTest {
    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void start() {
        project = new SmallProject(directory);
    }

    @Test
    void twoCompilesGiveTheSameBytes() {
        for (int i = 0; i < 40; i++) {
            project.file("models/staging/s" + i + ".sql", "<@config tags=['b', 'a', 'c'] />select 1 as id");
            project.file(
                    "models/star/m" + i + ".sql",
                    "<@config materialized='ephemeral' />select * from ${ref('s" + i + "')}, ${ref('s" + i / 2 + "')}");
            project.file("models/marts/n" + i + ".sql", "select * from ${ref('m" + i + "')}, ${ref('m" + i / 3 + "')}");
        }

        Map<String, String> first = written();
        Map<String, String> second = written();

        assertThat(first).hasSize(121).containsKey("manifest.json").isEqualTo(second);
    }

    @Test
    void whatStandsAlreadyIsLeftAlone() throws IOException {
        project.file("models/star/dim.sql", "select 1 as id");
        ManifestWriter writer = new ManifestWriter(project.project());
        Manifest manifest = project.compile();
        writer.write(manifest);
        Path compiled = directory.resolve("target/caravan/compiled/models/star/dim.sql");
        Files.writeString(compiled, "-- looked at");

        writer.write(manifest);

        assertThat(compiled).hasContent("-- looked at");
    }

    @Test
    void whatAnotherProcessWroteOrDeletedSinceIsWrittenAgain() throws IOException {
        project.file("models/star/dim.sql", "select 1 as id");
        ManifestWriter writer = new ManifestWriter(project.project());
        Manifest manifest = project.compile();
        writer.write(manifest);
        Map<String, String> first = files();
        Path file = directory.resolve("target/caravan/manifest.json");

        Files.writeString(file, "{}");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        writer.write(manifest);
        assertThat(files()).isEqualTo(first);

        Files.delete(file);
        Files.delete(directory.resolve("target/caravan/compiled/models/star/dim.sql"));
        writer.write(manifest);
        assertThat(files()).isEqualTo(first);
    }

    @Test
    void theManifestHasTheShapeThatReadersOfDbtKnow() throws IOException {
        project.file(
                "models/staging/__sources.yml", "sources: [{name: raw, tables: [{name: coins, description: Coins.}]}]");
        project.file(
                "models/star/dim.sql",
                "<@config materialized='incremental' unique_key='id' tags='hot' />select id from ${source('raw', 'coins')}\n");
        project.file(
                "models/star/dim.yml",
                "models: [{name: dim, columns: [{name: id, description: Key., data_tests: [unique]}]}]");

        new ManifestWriter(project.project()).write(project.compile());

        assertThat(Files.readString(directory.resolve("target/caravan/manifest.json")))
                .isEqualTo(Files.readString(Path.of("src/test/resources/compile/manifest.json")));
    }

    @Test
    void testsCarryWhatTheyWereGiven() {
        project.file("models/star/dim.sql", "select 1 as id")
                .file("models/star/fct.sql", "select 1 as dim_id, 'a' as kind");
        project.file(
                "models/star/star.yml",
                """
                models:
                  - name: fct
                    data_tests:
                      - unique_combination: {columns: [dim_id, kind], config: {where: dim_id > 0}}
                    columns:
                      - name: dim_id
                        data_tests:
                          - relationships: {to: ref('dim'), field: id}
                      - name: kind
                        data_tests:
                          - accepted_values: {values: [a, b]}
                """);

        assertThat(written().get("manifest.json"))
                .containsIgnoringWhitespaces(
                        """
                        "test_metadata": {"name": "relationships", "kwargs": {"column_name": "dim_id", "to": "ref('dim')", "field": "id"}}""")
                .containsIgnoringWhitespaces(
                        """
                        "kwargs": {"columns": ["dim_id", "kind"]}},
                        "config": {"enabled": true, "materialized": "test", "severity": "error", "tags": [], "where": "dim_id > 0"}""")
                .containsIgnoringWhitespaces(
                        """
                        "kwargs": {"column_name": "kind", "values": ["a", "b"]}""");
    }

    @Test
    void nothingOfAnEarlierCompileIsLeft() throws IOException {
        project.file("models/star/a.sql", "select 1").file("models/star/b.sql", "select 2");
        written();
        Files.delete(directory.resolve("models/star/b.sql"));

        assertThat(written().keySet()).containsExactly("compiled/models/star/a.sql", "manifest.json");
    }

    private Map<String, String> written() {
        new ManifestWriter(project.project()).write(project.compile());
        return files();
    }

    private Map<String, String> files() {
        Path target = directory.resolve("target/caravan");
        try (Stream<Path> files = Files.walk(target)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(target.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theManifestTellsWhereASourceLies() throws IOException {
        project.file(
                "models/staging/__sources.yml",
                "sources: [{name: raw, tables: [{name: coins, external: {location: /api/tickers/}}]}]");

        new ManifestWriter(project.project()).write(project.compile());

        assertThat(Files.readString(directory.resolve("target/caravan/manifest.json")))
                .contains(
                        """
                              "external" : {
                                "location" : "/api/tickers/"
                              },
                        """);
    }
}
