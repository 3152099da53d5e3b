package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import dev.caravan.sql.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DuckDbWarehouseTest extends WarehouseContract {

    @Override
    Warehouse open(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("environments"));
        Files.writeString(
                directory.resolve("environments/test.properties"),
                "warehouse.url = jdbc:duckdb:data/warehouse.duckdb\nwarehouse.memory = 500MB\nwarehouse.threads = 2\n");
        Project project = Project.at(directory);
        return Warehouses.open(Environment.load(project, "test", Map.of(), Map.of()), project.root());
    }

    @Override
    String endlessQuery() {
        return "select count(*) from range(1000000000) as a, range(1000000000) as b where a.range + b.range = 5";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_csv('%s')",
                "select * from read_text('%s')",
                "select * from '%s'",
                "describe select * from '%s'",
                "select * from query('select * from read_text(''%s'')')",
                "with x as (select (select count(*) from '%s')) select * from x",
                "copy (select 1) to '%s'",
                "attach '%s'",
                "set threads = 1",
                "pragma database_list",
                "create temporary table x as select 1",
                "select 1; select 2"
            })
    void readOnlyKeepsInsideTheWarehouse(String sql) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.csv"), "a,b\n1,2\n");

        assertThatThrownBy(() -> warehouse.readOnly(tx -> tx.execute(sql.replace("%s", secret.toString()))))
                .isInstanceOf(CaravanException.class)
                .hasMessageContaining("Give one select that reads relations of the warehouse.");
    }

    @Test
    void readOnlyTakesNoQualifiedNameForAFile() {
        assertThatThrownBy(() -> rows("select * from star.csv"))
                .hasMessage("warehouse: \"star.csv\" is no relation of the warehouse\n"
                        + "    Give one select that reads relations of the warehouse.");
    }

    @Test
    void readOnlyReadsWhatTheWarehouseTellsOfItself() {
        run("create table star.dim_thing (id integer)");

        assertThat(rows("select table_name from information_schema.tables where table_schema = 'star'"))
                .containsExactly(List.of("dim_thing"));
        assertThat(rows("select column_name from (describe star.dim_thing)")).containsExactly(List.of("id"));
        assertThat(rows("with things as (select 1 as id) select id from things"))
                .containsExactly(List.of("1"));
    }

    @Test
    void aResultIsReadPageByPageInItsOrder() {
        List<Long> seen = new ArrayList<>();

        warehouse.readOnly(tx -> {
            tx.stream("select range as n from range(120000) order by n desc; -- all", 110_000, numbers(seen));
            return tx;
        });

        assertThat(seen).hasSize(110_000).startsWith(119_999L, 119_998L).endsWith(10_001L, 10_000L);
    }

    @Test
    void aFailureWhileStreamingIsToldByTheDatabase() {
        assertThatThrownBy(() -> warehouse.readOnly(tx -> {
                    tx.stream("select error('boom')", 10, numbers(new ArrayList<>()));
                    return tx;
                }))
                .hasMessage("warehouse: Invalid Input Error: boom");
    }

    private static Transaction.ResultReader numbers(List<Long> seen) {
        return new Transaction.ResultReader() {
            @Override
            public void columns(List<Column> columns) {
                assertThat(columns).hasSize(1);
            }

            @Override
            public void row(Row row) {
                seen.add(row.number(1));
            }
        };
    }

    @Test
    void aSyntaxErrorIsToldByTheDatabase() {
        assertThatThrownBy(() -> rows("select from where"))
                .isInstanceOf(CaravanException.class)
                .hasMessageStartingWith("warehouse: Parser Error: syntax error at or near \"");
    }

    @Test
    void aBrokenPartIsToldByItsLine() throws IOException {
        run(
                "create table star.dim_thing (batch_id varchar, extracted_at timestamp, part integer, line bigint, name varchar)");
        Path part = directory.resolve("part-00003.csv.zst");
        String csv =
                "batch_id,extracted_at,part,line,name\nb,2026-11-24T14:52:09.123Z,0,2,a\nb,2026-11-24T14:52:09.123Z,0\n";
        Files.write(part, Zstd.compress(csv.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> copy(List.of(local("part-00003.csv.zst", part))))
                .hasMessage("part-00003.csv.zst, line 3: Expected Number of Columns: 5 Found: 3\n"
                        + "    The part is not as it was written: land the data again.");
    }

    @Test
    void aPathIsNoPattern() throws IOException {
        run(
                "create table star.dim_thing (batch_id varchar, extracted_at timestamp, part integer, line bigint, name varchar)");
        Path odd = Files.createDirectories(directory.resolve("it's [1] *?"));
        Path part = Files.writeString(
                odd.resolve("part-00000.csv"),
                "batch_id,extracted_at,part,line,name\nb,2026-11-24T14:52:09.123Z,0,2,a\n");

        assertThat(copy(List.of(local("part-00000.csv", part)))).isEqualTo(1);
    }

    @Test
    void aFileThatIsNoDatabaseIsTold() throws IOException {
        Path other = Files.createDirectories(directory.resolve("other/data"));
        Files.writeString(other.resolve("warehouse.duckdb"), "no database at all");

        assertThatThrownBy(() -> open(directory.resolve("other")))
                .isInstanceOf(CaravanException.class)
                .hasMessageContaining(other.resolve("warehouse.duckdb") + ": cannot be opened as a DuckDB file");
    }

    @Test
    void aFileHeldByAnotherProcessIsToldWithItsHolder() throws Exception {
        Path other = Files.createDirectories(directory.resolve("other/data"));
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        other.resolve("warehouse.duckdb").toString())
                .start();
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('.');

            assertThatThrownBy(() -> open(directory.resolve("other")))
                    .isInstanceOf(CaravanException.class)
                    .hasMessageMatching("(?s).*warehouse.duckdb: is in use by another process, .*java with process id "
                            + holder.pid() + "\n    A DuckDB file belongs to one process at a time\\."
                            + " Wait until that one ends, or stop it\\.");
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    /** Opens a database and keeps it until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
                System.out.write('.');
                System.out.flush();
                while (!connection.isClosed()) {
                    System.in.read();
                    Thread.sleep(1000);
                }
            }
        }
    }
}
