package dev.caravan.docs.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.caravan.compile.SmallProject;
import dev.caravan.docs.export.Address;
import dev.caravan.docs.star.SmallStar;
import dev.caravan.project.Environment;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookTest {
    private static final String DUCKDB = "jdbc:duckdb:warehouse.duckdb";

    @TempDir
    Path directory;

    private SmallProject project;

    @BeforeEach
    void start() {
        project = new SmallProject(directory);
        project.file(
                "notebooks/b.py",
                """
                # A note to whoever edits the file, and no cell.

                # %% [markdown]
                # ## Mine
                #
                # Said by the project.

                # %%
                query("select 1")
                """);
        project.file("notebooks/a.py", "# %%\nfirst = 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {DUCKDB, "jdbc:postgresql://db:5432/caravan", "jdbc:redshift://cluster:5439/dev"})
    void aNotebookObeysItsSchema(String url) throws IOException {
        String schema = Files.readString(Path.of("src/test/resources/notebook/nbformat.v4.5.schema.json"));

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(text(url, Optional.of("<svg/>")), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theSameStarGivesTheSameBytes() {
        assertThat(text(DUCKDB, Optional.empty())).isEqualTo(text(DUCKDB, Optional.empty()));
    }

    @Test
    void theCellsOfTheProjectComeLast() throws IOException {
        List<String> sources = sources(text(DUCKDB, Optional.empty()));

        assertThat(sources.subList(sources.size() - 3, sources.size()))
                .containsExactly("first = 1", "## Mine\n\nSaid by the project.", "query(\"select 1\")");
    }

    @Test
    void keysAndRelationshipsAreADiagram() throws IOException {
        assertThat(sources(text(DUCKDB, Optional.empty()))).anySatisfy(source -> assertThat(source)
                .contains(
                        "dim_coin ||--o{ fct_quotes : coin_id",
                        "dim_date |o--o{ fct_quotes : quoted_date",
                        "        bigint coin_id PK, FK"));
    }

    @Test
    void aPictureOfTheCallerTakesThePlaceOfTheDiagram() throws IOException {
        JsonNode cells =
                new ObjectMapper().readTree(text(DUCKDB, Optional.of("<svg/>"))).get("cells");

        assertThat(cells.findValuesAsText("image/svg+xml")).containsExactly("PHN2Zy8+");
        assertThat(cells.toString()).contains("(attachment:star.svg)").doesNotContain("mermaid");
    }

    @Test
    void descriptionsStayInTheirTableCell() throws IOException {
        assertThat(sources(text(DUCKDB, Optional.empty()))).anySatisfy(source -> assertThat(source)
                .contains("Coins; a \"coin\" is &lt;b>anything&lt;/b> \\| listed. One row per coin."));
    }

    @Test
    void noSecretIsInIt() {
        String text = text("jdbc:postgresql://me:hush@db:5433/caravan?password=hush", Optional.empty());

        assertThat(text).contains("host=\\\"db\\\"", "port=5433").doesNotContain("hush");
    }

    private static List<String> sources(String notebook) throws IOException {
        List<String> sources = new ArrayList<>();
        for (JsonNode cell : new ObjectMapper().readTree(notebook).get("cells")) {
            StringBuilder source = new StringBuilder();
            cell.get("source").forEach(line -> source.append(line.asText()));
            sources.add(source.toString());
        }
        return sources;
    }

    private String text(String url, Optional<String> picture) {
        Environment environment = Environment.load(project.project(), "test", Map.of(), Map.of("warehouse.url", url));
        return new Notebook(
                        project.project(),
                        SmallStar.of(project),
                        Warehouses.dialect(environment),
                        Address.of(environment, directory),
                        picture)
                .text();
    }
}
