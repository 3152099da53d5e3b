package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of an API that cannot be reached. */
class FailedPollTest {
    @TempDir
    Path scratch;

    @Test
    void tellsEachFailedPollOnceAndTheOtherDatasetsGoOn() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        CommandRun extract = CommandRun.of(List.of(
                "extract",
                "--env",
                "local",
                "--set",
                "coinlore.url=http://127.0.0.1:" + port,
                "--set",
                "coinlore.retries=0",
                "--set",
                "history.inbox=" + scratch.resolve("inbox"),
                "--set",
                "landing.uri=file:" + scratch.resolve("landing"),
                "--set",
                "warehouse.url=jdbc:duckdb:" + scratch.resolve("warehouse.duckdb")));

        assertThat(extract.exitCode()).isEqualTo(1);
        assertThat(extract.lines())
                .anyMatch(line -> line.matches("extract  global .* failed"))
                .anyMatch(line -> line.matches("extract  history .* ok"))
                .anyMatch(line -> line.matches("extract  markets .* skipped"));
        assertThat(extract.err().substring(extract.err().indexOf("failures")))
                .isEqualTo(
                        """
                failures
                coins, http://127.0.0.1:%1$d/api/tickers/?start=0&limit=100: the poll failed: Connect to http://127.0.0.1:%1$d failed: Connection refused
                    Nothing of this poll is committed; the next one asks again.
                exchanges, http://127.0.0.1:%1$d/api/exchanges/: the poll failed: Connect to http://127.0.0.1:%1$d failed: Connection refused
                    Nothing of this poll is committed; the next one asks again.
                global, http://127.0.0.1:%1$d/api/global/: the poll failed: Connect to http://127.0.0.1:%1$d failed: Connection refused
                    Nothing of this poll is committed; the next one asks again.
                """
                                .formatted(port));
    }
}
