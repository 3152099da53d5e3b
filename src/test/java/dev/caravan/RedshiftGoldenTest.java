package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.CompileSettings;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.ProjectCompiler;
import dev.caravan.migrate.MigrationScript;
import dev.caravan.migrate.Migrator;
import dev.caravan.migrate.ReaderAccess;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.run.GraphRunner;
import dev.caravan.run.NodeResult;
import dev.caravan.run.RunListener;
import dev.caravan.run.RunOptions;
import dev.caravan.run.RunResults;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.standin.RedshiftGrammarCheck;
import dev.caravan.standin.RedshiftStandIn;
import dev.caravan.warehouse.Warehouse;
import dev.caravan.warehouse.Warehouses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What this project sends to Redshift, checked in for people to read: the script of all migrations and the select of every
 * model and analysis. {@code mvn test -Dtest=RedshiftGoldenTest -Dgolden.update=true} writes the files anew.
 */
class RedshiftGoldenTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    private static final Path FILES = Path.of("src/test/resources/golden/redshift");
    private static final Project PROJECT = Project.at(Path.of(""));

    @Test
    void theScriptOfMigrationsIsTheOneThatWasRead() throws IOException {
        Golden.assertSame(FILES.resolve("migrate.sql"), script());
    }

    @Test
    void theSelectOfEveryModelIsTheOneThatWasRead() throws IOException {
        SortedMap<Path, String> selects = selects();

        for (Map.Entry<Path, String> select : selects.entrySet()) {
            Golden.assertSame(select.getKey(), select.getValue());
        }

        try (Stream<Path> files = Files.walk(FILES)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("migrate.sql")))
                    .containsExactlyInAnyOrderElementsOf(selects.keySet());
        }
    }

    @Test
    void aParserOfRedshiftsGrammarReadsEachStatement() {
        List<String> statements = new ArrayList<>(selects().values());
        statements.add(script());

        List<RedshiftGrammarCheck.Failure> failures = RedshiftGrammarCheck.failures(statements);

        assertThat(failures).isEmpty();
    }

    @Test
    void theStandInTakesEveryModelOnTheTablesOfTheMigrations() {
        try (Warehouse warehouse = Warehouses.open(environment(), PROJECT.root())) {
            new Migrator(PROJECT, warehouse, "redshift").update();

            RunResults results = new GraphRunner(warehouse, 2, Clock.systemUTC(), new Nobody())
                    .run(manifest(), manifest().nodes().keySet(), RunOptions.build(false));

            assertThat(results.results())
                    .filteredOn(result -> result.node() instanceof Model)
                    .allMatch(NodeResult.Success.class::isInstance);
        }
    }

    private static String script() {
        return new MigrationScript(PROJECT, Warehouses.dialect(environment()), "redshift", ReaderAccess.none()).sql();
    }

    private static SortedMap<Path, String> selects() {
        SortedMap<Path, String> selects = new TreeMap<>();
        for (Model model : manifest().models()) {
            selects.put(FILES.resolve(model.path()), model.sql());
            model.incrementalSql()
                    .ifPresent(sql ->
                            selects.put(FILES.resolve(model.path().replaceFirst("\\.sql$", ".incremental.sql")), sql));
        }
        manifest().analyses().forEach(analysis -> selects.put(FILES.resolve(analysis.path()), analysis.sql()));
        return selects;
    }

    private static Manifest manifest() {
        Environment environment = environment();
        return ProjectCompiler.compile(
                PROJECT,
                new CompileSettings(
                        Warehouses.dialect(environment), environment.name(), environment.below("var."), Map.of()));
    }

    private static Environment environment() {
        return Environment.load(
                PROJECT,
                "redshift",
                Map.of(),
                Map.of(
                        "warehouse.url",
                        REDSHIFT.standIn().jdbcUrl(),
                        "warehouse.user",
                        RedshiftStandIn.USER,
                        "warehouse.password",
                        "any"));
    }

    private static final class Nobody implements RunListener {
        @Override
        public void started(Node node) {}

        @Override
        public void finished(NodeResult result) {}
    }
}
