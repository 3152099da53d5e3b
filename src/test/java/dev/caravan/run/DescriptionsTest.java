package dev.caravan.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.SmallProject;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Descriptions of a project in the warehouse; on the stand-in, because it tells which statements came. */
class DescriptionsTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @TempDir
    Path directory;

    private SmallProject project;
    private Warehouse warehouse;

    @BeforeEach
    void openWarehouse() throws SQLException {
        project = new SmallProject(directory)
                .file(
                        "environments/test.properties",
                        "warehouse.url = " + REDSHIFT.standIn().jdbcUrl() + "\nwarehouse.user = awsuser\n")
                .file(
                        "models/staging/__sources.yml",
                        """
                        sources:
                          - name: raw
                            tables:
                              - name: coins
                                description: What came.
                                columns:
                                  - {name: id, description: Its number.}
                                  - {name: gone, description: Was there once.}
                        """)
                .file("models/star/dim.sql", "<@config materialized='incremental' unique_key='id' />select 1 as id")
                .file(
                        "models/star/dim.yml",
                        "models: [{name: dim, description: A thing., columns: [{name: id, description: Which.}]}]");
        REDSHIFT.run(
                "drop schema if exists \"raw\" cascade",
                "drop schema if exists star cascade",
                "create schema \"raw\"",
                "create table \"raw\".coins (id integer)");
        warehouse = project.open();
    }

    @AfterEach
    void closeWarehouse() {
        warehouse.close();
    }

    @Test
    void descriptionsAreWrittenOnceAndAgainWhereTheyChange() {
        List<String> first = built();
        List<String> second = built();
        project.file(
                "models/star/dim.yml",
                "models: [{name: dim, description: A thing., columns: [{name: id, description: Which one.}]}]");
        List<String> third = built();

        assertThat(first)
                .containsExactly(
                        "comment on table \"raw\".\"coins\" is 'What came.'",
                        "comment on column \"raw\".\"coins\".\"id\" is 'Its number.'",
                        "comment on table \"star\".\"dim\" is 'A thing.'",
                        "comment on column \"star\".\"dim\".\"id\" is 'Which.'");
        assertThat(second).isEmpty();
        assertThat(third).containsExactly("comment on column \"star\".\"dim\".\"id\" is 'Which one.'");
    }

    @Test
    void whatIsSwitchedOffIsNotWritten() {
        project.file(
                "models/star/dim.sql",
                "<@config materialized='incremental' unique_key='id' persist_docs={'columns': false} />select 1 as id");

        List<String> written = built();

        assertThat(written)
                .contains("comment on table \"star\".\"dim\" is 'A thing.'")
                .noneMatch(statement -> statement.contains("\"dim\".\"id\""));
    }

    private List<String> built() {
        int before = REDSHIFT.standIn().statements().size();
        Manifest manifest = project.compile();
        new GraphRunner(warehouse, 1, Clock.systemUTC(), SmallWarehouse.NOBODY)
                .run(manifest, manifest.nodes().keySet(), RunOptions.build(false));
        List<String> statements = REDSHIFT.standIn().statements();
        return statements.subList(before, statements.size()).stream()
                .map(statement -> statement.replaceFirst("(?s)/\\*.*?\\*/\\s*", ""))
                .filter(statement -> statement.startsWith("comment "))
                .toList();
    }
}
