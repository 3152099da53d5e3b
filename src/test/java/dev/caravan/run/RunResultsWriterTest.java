package dev.caravan.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.SmallProject;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunResultsWriterTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path directory;

    @Test
    void resultsHaveTheShapeThatReadersOfDbtKnow() throws IOException {
        SmallProject project = new SmallProject(directory);
        project.file("models/star/a.sql", "select 1 as id");
        project.file("models/star/b.sql", "select * from ${ref('a')}");
        project.file("models/star/a.yml", "models: [{name: a, columns: [{name: id, data_tests: [unique]}]}]");
        Manifest manifest = project.compile();
        Model a = manifest.model("a").orElseThrow();
        DataTest unique = manifest.tests().get(0);
        Span span = new Span(START, Duration.ofMillis(1_500), "node-1");

        new RunResultsWriter(directory)
                .write(
                        "0198c1f2",
                        new RunResults(
                                START,
                                Duration.ofSeconds(2),
                                List.of(
                                        new NodeResult.Success(a, OptionalLong.of(7), span),
                                        new NodeResult.Failed(
                                                unique,
                                                OptionalLong.of(3),
                                                List.of(Problem.at(
                                                        "models/star/a.yml", "unique_a_id found 3 failing rows", "")),
                                                span),
                                        new NodeResult.Skipped(
                                                manifest.model("b").orElseThrow(), unique))));

        assertThat(Files.readString(directory.resolve("run_results.json")))
                .isEqualTo(Files.readString(Path.of("src/test/resources/run/run_results.json")));
    }
}
