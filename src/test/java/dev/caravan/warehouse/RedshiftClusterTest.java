package dev.caravan.warehouse;

import static dev.caravan.warehouse.TestWarehouses.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import dev.caravan.sql.Dialect;
import dev.caravan.standin.RedshiftExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How a cluster is reached, and what its sessions are told. */
class RedshiftClusterTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @TempDir
    Path directory;

    @Test
    void sessionsAreInUtcAndLabelled() throws IOException {
        try (Warehouse labelled = open(
                directory.resolve("labelled"),
                REDSHIFT.standIn().jdbcUrl(),
                "warehouse.user = awsuser\nwarehouse.query-group = caravan's\nwarehouse.statement-timeout = 1m\n")) {
            assertThat(labelled.<List<Long>>readOnly(tx -> tx.query("select 1 as one", row -> row.number(1))))
                    .containsExactly(1L);
        }

        assertThat(REDSHIFT.standIn().statements())
                .contains(
                        "set timezone to 'UTC'",
                        "set statement_timeout to 60000",
                        "set query_group to 'caravan''s'",
                        "BEGIN READ ONLY");
    }

    @Test
    void slicesAreAskedForUnlessTheyAreSet() throws IOException {
        try (Warehouse asked = open(directory, REDSHIFT.standIn().jdbcUrl(), "warehouse.user = awsuser\n")) {
            assertThat(asked.slices()).isEqualTo(4);
        }
        try (Warehouse set = open(
                directory.resolve("set"),
                REDSHIFT.standIn().jdbcUrl(),
                "warehouse.user = awsuser\nwarehouse.slices = 32\n")) {
            assertThat(set.slices()).isEqualTo(32);
        }
    }

    @Test
    void aStatementThatTakesTooLongIsEnded() throws IOException {
        try (Warehouse hurried = open(
                directory.resolve("hurried"),
                REDSHIFT.standIn().jdbcUrl(),
                "warehouse.user = awsuser\nwarehouse.statement-timeout = 100ms\n")) {
            assertThatThrownBy(() -> hurried.readOnly(tx -> tx.query(endless(hurried.dialect()), row -> 1)))
                    .hasMessageEndingWith("\n    Where nobody cancelled it, it took longer than"
                            + " warehouse.statement-timeout or than a rule of the cluster allows.");
        }
    }

    @Test
    void aClusterThatCannotBeReachedIsToldWithoutThePassword() {
        assertThatThrownBy(() -> open(
                        directory,
                        "jdbc:redshift://localhost:1/dev?password=hunter22",
                        "warehouse.user = awsuser\nwarehouse.password=hunter22\n"))
                .isInstanceOf(CaravanException.class)
                .hasMessageStartingWith("localhost:1/dev: cannot be connected to: ")
                .hasMessageEndingWith("\n    Check that the cluster runs and is not paused, host and port in"
                        + " warehouse.url, and that its security group lets this machine in.")
                .hasMessageNotContaining("hunter22");
        assertThatThrownBy(() -> open(directory, "jdbc:redshift:nonsense", ""))
                .hasMessageStartingWith("environments/test.properties:1: warehouse.url cannot be read\n    Write it as"
                        + " jdbc:redshift://HOST:PORT/DATABASE, such as ");
    }

    @Test
    void connectionsAreEncryptedUnlessTheUrlSaysOtherwise() {
        String url = REDSHIFT.standIn().jdbcUrl().replace("?ssl=false", "");

        assertThatThrownBy(() -> open(directory, url, "warehouse.user = awsuser\n"))
                .hasMessageContaining("cannot be connected to: The server does not support SSL.");
    }

    private static String endless(Dialect dialect) {
        String numbers = dialect.generateSeries("1", "9999999");
        return "select count(*) from (" + numbers + ") as a cross join (" + numbers + ") as b where a.n + b.n = 5";
    }
}
