package dev.caravan.warehouse;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that are lost and done again, and the lock of a run. */
class PostgresTransactionsTest {
    private static TestPostgres server;

    @TempDir
    Path directory;

    private String url;
    private Warehouse warehouse;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestPostgres.start();
    }

    @BeforeEach
    void openWarehouse() throws IOException {
        url = server.createDatabase();
        warehouse = openAgain();
        warehouse.inTransaction(tx -> tx.execute("create schema star"));
    }

    @AfterEach
    void closeWarehouse() {
        warehouse.close();
    }

    @Test
    void aTransactionWhoseConnectionIsLostIsDoneAgain() {
        AtomicInteger attempts = new AtomicInteger();
        warehouse.inTransaction(tx -> tx.execute("create table star.once (n integer)"));

        long rows = warehouse.inTransaction(Repeat.IF_ROLLED_BACK, tx -> {
            tx.execute("insert into star.once values (1)");
            if (attempts.incrementAndGet() == 1) {
                long pid = tx.query("select pg_backend_pid()", row -> row.number(1))
                        .get(0);
                server.administer("select pg_terminate_backend(" + pid + ")");
            }
            return tx.query("select count(*) from star.once", row -> row.number(1))
                    .get(0);
        });

        assertThat(rows).isEqualTo(1);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void oneOfTwoTransactionsThatWaitForEachOtherIsDoneAgain() throws Exception {
        warehouse.inTransaction(tx -> tx.execute("create table star.pair (n integer, times integer)"));
        warehouse.inTransaction(tx -> tx.execute("insert into star.pair values (1, 0), (2, 0)"));
        CyclicBarrier both = new CyclicBarrier(2);

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> countUp(both, 1, 2)),
                        CompletableFuture.runAsync(() -> countUp(both, 2, 1)))
                .get(60, SECONDS);

        assertThat(rows("select times from star.pair")).containsExactly("2", "2");
    }

    @Test
    void theWarehouseIsOneHoldersAtATime() throws Exception {
        try (Warehouse other = openAgain()) {
            LockAttempt first = warehouse.tryLock("caravan run 0198c1f2");
            LockAttempt second = other.tryLock("caravan build 0198c1f3");
            ((LockAttempt.Taken) first).lock().close();
            LockAttempt third = other.tryLock("caravan build 0198c1f3");

            assertThat(second).isInstanceOfSatisfying(LockAttempt.Busy.class, busy -> assertThat(busy.holder())
                    .matches("caravan run 0198c1f2, process id \\d+ from 127\\.0\\.0\\.1,"
                            + " since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC"));
            assertThat(third).isInstanceOfSatisfying(LockAttempt.Taken.class, taken -> taken.lock()
                    .close());
        }
    }

    @Test
    void aLockWhoseConnectionWasLostIsTakenAgainIfNobodyWasFaster() throws Exception {
        try (Warehouse other = openAgain();
                WarehouseLock lock = ((LockAttempt.Taken) warehouse.tryLock("caravan run 1")).lock()) {
            endSession("caravan run 1");
            assertThat(lock.isStillHeld()).isTrue();
            assertThat(other.tryLock("caravan run 2")).isInstanceOf(LockAttempt.Busy.class);

            endSession("caravan run 1");
            try (WarehouseLock faster = ((LockAttempt.Taken) other.tryLock("caravan run 2")).lock()) {
                assertThat(lock.isStillHeld()).isFalse();
                assertThat(faster.isStillHeld()).isTrue();
            }
        }
    }

    private Warehouse openAgain() throws IOException {
        return TestWarehouses.open(directory, url, "warehouse.user = caravan\n");
    }

    private void endSession(String name) {
        server.administer(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = '" + name + "'");
        await().until(() -> rows("select 1 from pg_stat_activity where application_name = '" + name + "'")
                .isEmpty());
    }

    private void countUp(CyclicBarrier both, int first, int second) {
        AtomicInteger attempts = new AtomicInteger();
        String update = "update star.pair set times = times + 1 where n = ?";
        warehouse.inTransaction(Repeat.IF_ROLLED_BACK, tx -> {
            tx.execute(update, first);
            if (attempts.incrementAndGet() == 1) {
                meet(both);
            }
            return tx.execute(update, second);
        });
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(30, SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> rows(String sql) {
        return warehouse.readOnly(tx -> tx.query(sql, row -> row.text(1).orElse("null")));
    }
}
