package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import dev.caravan.sql.Column;
import dev.caravan.warehouse.Transaction.ResultReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How every warehouse is looked at while others fill it. */
abstract class ReadsContract extends MaterializationContract {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** A query that runs for minutes if nobody stops it. */
    abstract String endlessQuery();

    /** Reads as the settings give them. */
    Reads reads(int connections, Duration timeout) {
        return warehouse.reads(new ReadSettings(connections, timeout, Optional.empty(), Optional.empty()));
    }

    @Test
    void aReadSeesRowsWithTheirTypesAndBindsValues() {
        run("create table star.dim_thing (id integer, name varchar(10), seen timestamp)");
        run("insert into star.dim_thing values (1, 'a', '2026-01-01 00:00:00'), (2, 'b', '2026-01-02 00:00:00')");

        try (Reads reads = reads(2, LONG)) {
            Rows rows = new Rows();
            reads.read(transaction -> {
                transaction.select(
                        "select name, id from star.dim_thing where seen >= cast(? as timestamp) and name = ?",
                        rows,
                        Instant.parse("2026-01-02T00:00:00Z"),
                        "b");
                return rows;
            });

            assertThat(rows.told).containsExactly("name", "id", "b|2");
        }
    }

    @Test
    void aReadChangesNothing() {
        run("create table star.dim_thing (id integer)");

        try (Reads reads = reads(1, LONG)) {
            assertThatThrownBy(() ->
                            reads.read(transaction -> transaction.execute("insert into star.dim_thing values (1)")))
                    .isInstanceOf(CaravanException.class);
        }

        assertThat(rows("select count(*) from star.dim_thing")).containsExactly(List.of("0"));
    }

    @Test
    void whatTakesTooLongIsEndedAndTheConnectionIsFree() {
        try (Reads reads = reads(1, Duration.ofMillis(1_500))) {
            assertThatThrownBy(() -> reads.query(endlessQuery(), 10, 100, new Rows()))
                    .isInstanceOf(ReadTimeoutException.class)
                    .hasMessage("warehouse: the query was ended after 1.5 s\n"
                            + "    Ask for less, or let queries take longer by query.timeout of the environment.");

            Rows rows = new Rows();
            reads.query("select 1 as one", 10, 100, rows);
            assertThat(rows.told).containsExactly("one", "1");
        }
    }

    @Test
    void whoFindsEveryConnectionInUseIsTold() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (Reads reads = reads(1, Duration.ofSeconds(1))) {
            CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> reads.read(LONG, transaction -> {
                inside.countDown();
                awaited(done);
                return 1;
            }));
            assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> reads.read(transaction -> 1))
                    .isInstanceOf(ReadTimeoutException.class)
                    .hasMessage("warehouse: all 1 connections for queries were in use for 1 s\n"
                            + "    Ask again in a while, or allow more by query.connections of the environment.");

            done.countDown();
            assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void aStrangersSelectIsHandedOverUpToALimit() {
        run("create table star.dim_thing (id integer, name varchar(200))");
        for (int i = 1; i <= 5; i++) {
            run("insert into star.dim_thing values (" + i + ", '" + "x".repeat(150) + "')");
        }

        try (Reads reads = reads(1, LONG)) {
            Rows rows = new Rows();
            reads.query(
                    "select id, id as id, null as nothing from star.dim_thing order by id desc; -- so", 3, 100, rows);

            assertThat(rows.told).containsExactly("id", "id", "nothing", "5|5|", "4|4|", "3|3|");
        }
    }

    @Test
    void aStrangersStatementThatIsNoSelectIsRefused() {
        run("create table star.dim_thing (id integer)");

        try (Reads reads = reads(1, LONG)) {
            for (String sql : List.of(
                    "insert into star.dim_thing values (1)",
                    "delete from star.dim_thing",
                    "drop table star.dim_thing",
                    "create table star.dim_other as select 1 as id",
                    "select 1; select 2",
                    "select 1; drop table star.dim_thing",
                    "set statement_timeout = 0",
                    "copy star.dim_thing to '/tmp/x'",
                    "begin",
                    "")) {
                assertThatThrownBy(() -> reads.query(sql, 10, 100, new Rows()))
                        .as(sql)
                        .isInstanceOf(CaravanException.class);
            }
        }

        assertThat(rows("select count(*) from star.dim_thing")).containsExactly(List.of("0"));
    }

    @Test
    void readsEndWithTheirOwnPoolAlone() {
        reads(1, LONG).close();

        assertThat(rows("select 1")).containsExactly(List.of("1"));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of the columns, then each row. */
    static final class Rows implements ResultReader {
        final List<String> told = new ArrayList<>();
        private List<Column> columns = List.of();

        @Override
        public void columns(List<Column> given) {
            columns = given;
            given.forEach(column -> told.add(column.name()));
        }

        @Override
        public void row(Row row) {
            List<String> values = new ArrayList<>(Collections.nCopies(columns.size(), ""));
            for (int i = 0; i < columns.size(); i++) {
                values.set(i, row.text(i + 1).orElse(""));
            }
            told.add(String.join("|", values));
        }
    }
}
