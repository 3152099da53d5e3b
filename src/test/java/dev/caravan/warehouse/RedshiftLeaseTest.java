package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.standin.RedshiftExtension;
import dev.caravan.standin.RedshiftStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RedshiftLeaseTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @TempDir
    Path directory;

    private Warehouse warehouse;

    @BeforeEach
    void openWarehouse() throws IOException {
        warehouse = open();
    }

    @AfterEach
    void closeWarehouse() {
        warehouse.close();
    }

    @Test
    void theWarehouseIsOneHoldersAtATime() throws Exception {
        try (Warehouse other = open()) {
            LockAttempt first = warehouse.tryLock("caravan run 0198c1f2");
            LockAttempt second = other.tryLock("caravan build 0198c1f3");
            ((LockAttempt.Taken) first).lock().close();
            LockAttempt third = other.tryLock("caravan build 0198c1f3");

            assertThat(second).isInstanceOfSatisfying(LockAttempt.Busy.class, busy -> assertThat(busy.holder())
                    .matches("caravan run 0198c1f2, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC"));
            assertThat(third).isInstanceOfSatisfying(LockAttempt.Taken.class, taken -> taken.lock()
                    .close());
            assertThat(holders()).isEmpty();
        }
    }

    @Test
    void theLockOfADeadProcessRunsOut() throws Exception {
        WarehouseLock dead = ((LockAttempt.Taken) warehouse.tryLock("caravan run 1")).lock();
        warehouse.inTransaction(
                tx -> tx.execute("update caravan.run_lock set ends_at = dateadd(second, -1, getdate())"));

        try (Warehouse other = open();
                WarehouseLock lock = ((LockAttempt.Taken) other.tryLock("caravan run 2")).lock()) {
            assertThat(lock.isStillHeld()).isTrue();
            assertThat(dead.isStillHeld()).isFalse();
            dead.close();
            assertThat(holders()).containsExactly("caravan run 2");
        }
    }

    @Test
    void aLockSurvivesItsConnection() throws Exception {
        try (WarehouseLock lock = ((LockAttempt.Taken) warehouse.tryLock("caravan run 1")).lock()) {
            REDSHIFT.standIn().dropConnections();

            assertThat(lock.isStillHeld()).isTrue();
        }
        assertThat(holders()).isEmpty();
    }

    private Warehouse open() throws IOException {
        return TestWarehouses.open(
                directory, REDSHIFT.standIn().jdbcUrl(), "warehouse.user = " + RedshiftStandIn.USER + "\n");
    }

    private List<String> holders() throws SQLException {
        return REDSHIFT.rows("select holder from caravan.run_lock");
    }
}
