package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.docs.powerbi.PowerBiFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped project exports after a run of the demo. */
class ExportTest {
    @TempDir
    static Path demo;

    @TempDir
    Path directory;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        Demo run = new Demo(demo);

        assertThat(run.run()).as(run.output()).isZero();
    }

    @Test
    void aPowerBiProjectIsWhole() {
        export(demo, "powerbi", "out").succeeded();

        SortedMap<String, String> files = files("out");
        new PowerBiFiles(files).check();
        assertThat(files.get("Caravan.Report/definition/pages/pages.json"))
                .containsIgnoringWhitespaces(
                        """
                        "pageOrder": ["dim_coin", "dim_exchange", "fct_ohlcv", "quotes_by_exchange", "data-dictionary"]""");
    }

    @Test
    void twoExportsGiveTheSameBytes() {
        export(demo, "powerbi", "out").succeeded();
        SortedMap<String, String> first = files("out");

        export(demo, "powerbi", "out").succeeded();

        assertThat(files("out")).isEqualTo(first);
    }

    @Test
    void aNotebookAsksTheWarehouseThatWasExported() {
        CommandRun run = export(demo, "notebook", "out").succeeded();

        assertThat(run.out())
                .isEqualTo("Open " + directory.resolve("out/caravan.ipynb") + " in JupyterLab; see docs/connect.md.\n");
        assertThat(files("out").get("caravan.ipynb"))
                .contains(demo.resolve("warehouse.duckdb").toString(), "### marts.ohlcv_daily", "PAIR = ");
    }

    @Test
    void aWarehouseWithoutTablesIsTold() {
        CommandRun run = export(directory.resolve("empty"), "powerbi", "out");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("warehouse: there is no table star.bridge_coin, star.dim_coin, ")
                .endsWith("    Run caravan run --env demo first: it makes and fills them.\n");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void aFolderOfMineIsNotWrittenInto() throws IOException {
        Files.createDirectory(directory.resolve("out"));
        Files.writeString(directory.resolve("out/mine.txt"), "mine");

        CommandRun run = export(demo, "powerbi", "out");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(files("out")).containsOnlyKeys("mine.txt");
    }

    private CommandRun export(Path scratch, String kind, String output) {
        List<String> words = new ArrayList<>(
                List.of("export", kind, "--output", directory.resolve(output).toString()));
        words.addAll(CaravanProcess.options(scratch));
        return CommandRun.of(words);
    }

    private SortedMap<String, String> files(String output) {
        Path root = directory.resolve(output);
        try (Stream<Path> files = Files.walk(root)) {
            SortedMap<String, String> texts = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
