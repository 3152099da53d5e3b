package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {
    private final Workers workers = new Workers("test", 1, 1);
    private final CountDownLatch begun = new CountDownLatch(1);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void whatFindsNoRoomIsRefusedAtOnce() throws Exception {
        workers.work(this::workForEver);
        begun.await();
        CompletableFuture<String> waiting = workers.work(() -> "done");

        CompletableFuture<String> refused = workers.work(() -> "done");

        assertThatThrownBy(refused::join).hasCauseInstanceOf(Workers.BusyException.class);
        assertThat(waiting).isNotDone();
    }

    @Test
    void whoCancelsInterruptsTheWorkAndMakesRoom() throws Exception {
        CompletableFuture<String> endless = workers.work(this::workForEver);
        begun.await();
        CompletableFuture<String> waiting = workers.work(() -> "never");

        waiting.cancel(true);
        CompletableFuture<String> next = workers.work(() -> "next");
        endless.cancel(true);

        assertThat(next.get()).isEqualTo("next");
    }

    private String workForEver() throws InterruptedException {
        begun.countDown();
        new CountDownLatch(1).await();
        return "never";
    }
}
