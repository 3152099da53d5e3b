package dev.caravan.warehouse.redshift;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedshiftLocksTest {
    private final RedshiftLocks locks = new RedshiftLocks();
    private final List<ExecutorService> threads = new ArrayList<>();

    /** Each transaction has a thread of its own. */
    private final class Transaction {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();

        Transaction() {
            threads.add(thread);
        }

        Future<?> runs(String sql) {
            return thread.submit(() -> locks.take(this, sql));
        }
    }

    @AfterEach
    void endThreads() {
        threads.forEach(ExecutorService::shutdownNow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into star.a select 1",
                "update \"star\".\"a\" set x = 1",
                "/* {\"app\": \"caravan\"} */\n-- why\ndelete from \"star\".a using caravan__changes",
                "merge into star.a\nusing caravan__changes",
                "copy \"star\".\"a\" (x) from 's3://b/m' iam_role default",
                "create table if not exists star.a (x integer)",
                "create or replace view star.a as select 1",
                "drop view if exists star.a",
                "alter table star.a rename to b"
            })
    void whoeverChangesARelationHoldsIt(String sql) throws Exception {
        Transaction first = new Transaction();

        first.runs(sql).get(20, SECONDS);

        assertThat(locks.holdsAny(first)).isTrue();
        Future<?> second = new Transaction().runs("insert into star.a select 2");
        assertStillWaiting(second);
        locks.release(first);
        second.get(20, SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from star.a",
                "create temporary table caravan__changes as select * from star.a",
                "insert into caravan__changes select * from star.a",
                "analyze star.a predicate columns",
                "select 'insert into star.a'"
            })
    void whoeverChangesNothingThatOthersSeeHoldsNothing(String sql) throws Exception {
        Transaction first = new Transaction();

        first.runs(sql).get(20, SECONDS);

        assertThat(locks.holdsAny(first)).isFalse();
    }

    @Test
    void aTransactionNeverWaitsForItself() throws Exception {
        Transaction first = new Transaction();

        first.runs("insert into star.a select 1").get(20, SECONDS);
        first.runs("delete from star.a").get(20, SECONDS);

        assertThat(locks.holdsAny(first)).isTrue();
    }

    @Test
    void aCircleIsLeftToTheCluster() throws Exception {
        Transaction first = new Transaction();
        Transaction second = new Transaction();
        first.runs("insert into star.a select 1").get(20, SECONDS);
        second.runs("insert into star.b select 1").get(20, SECONDS);
        Future<?> waiting = first.runs("insert into star.b select 1");
        assertStillWaiting(waiting);

        // It goes on, and the cluster ends one of the two.
        second.runs("insert into star.a select 1").get(20, SECONDS);

        locks.release(second);
        waiting.get(20, SECONDS);
        locks.release(first);
        assertThat(locks.holdsAny(first)).isFalse();
    }

    @Test
    void cancellingEndsTheWait() throws Exception {
        new Transaction().runs("insert into star.a select 1").get(20, SECONDS);
        Future<?> waiting = new Transaction().runs("insert into star.a select 1");
        assertStillWaiting(waiting);

        locks.cancelWaiting();

        assertThatThrownBy(() -> waiting.get(20, SECONDS))
                .hasMessageContaining("the statement was cancelled while it waited for another one to change star.a");
    }

    private void assertStillWaiting(Future<?> waiting) {
        await().atMost(20, SECONDS).until(() -> locks.waiting() == 1);
        assertThat(waiting).isNotDone();
    }
}
