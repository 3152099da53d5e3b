package dev.caravan.standin;

import static dev.caravan.standin.RedshiftExtension.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A planned fault strikes once, and what it leaves behind is what a cluster would leave. */
class FaultsTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @BeforeEach
    void freshTable() throws SQLException {
        REDSHIFT.run("drop table if exists t", "create table t (id integer)");
    }

    @AfterEach
    void allFaultsStruck() {
        assertThat(REDSHIFT.standIn().faults().left()).isZero();
    }

    @Test
    void aConnectionDropsMidStatement() throws SQLException {
        REDSHIFT.standIn().faults().dropDuring(sql -> sql.startsWith("insert into t"));

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.execute("insert into t values (1)"))
                    .isInstanceOfSatisfying(SQLException.class, failure -> assertThat(failure.getSQLState())
                            .startsWith("08"));
            assertThat(connection.isValid(1)).isFalse();
        }

        assertThat(REDSHIFT.rows("select * from t")).isEmpty();
    }

    @Test
    void aCommitIsLostOnItsWay() throws SQLException {
        REDSHIFT.standIn().faults().dropBeforeCommit();

        commitFails();

        assertThat(REDSHIFT.rows("select * from t")).isEmpty();
    }

    @Test
    void aCommitStandsThoughItsAnswerIsLost() throws SQLException {
        REDSHIFT.standIn().faults().dropAfterCommit();

        commitFails();

        assertThat(REDSHIFT.rows("select * from t")).containsExactly("1");
    }

    private static void commitFails() throws SQLException {
        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into t values (1)");
            assertThatThrownBy(connection::commit)
                    .isInstanceOfSatisfying(SQLException.class, failure -> assertThat(failure.getSQLState())
                            .startsWith("08"));
        }
    }

    @Test
    void aStatementMeetsASerializableConflict() throws SQLException {
        REDSHIFT.standIn().faults().serializationConflict(sql -> sql.startsWith("insert into t"));

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.execute("insert into t values (1)"))
                    .hasMessageStartingWith("ERROR: 1023")
                    .hasMessageContaining("Serializable isolation violation on table");
            connection.rollback();
            statement.execute("insert into t values (2)");
            connection.commit();
        }

        assertThat(REDSHIFT.rows("select * from t")).containsExactly("2");
    }

    @Test
    void aTableChangeFailsAsPlanned() throws SQLException {
        REDSHIFT.standIn().faults().fail(sql -> sql.startsWith("create table u"), "XX000", "disk full");

        assertThatThrownBy(() -> REDSHIFT.run("create table u (id integer)")).hasMessageContaining("disk full");

        REDSHIFT.run("create table u (id integer)");
    }

    @Test
    void aStatementTakesItsTime() throws SQLException {
        REDSHIFT.standIn().faults().delay(sql -> sql.startsWith("select 'slow'"), Duration.ofMillis(300));
        Instant before = Instant.now();

        REDSHIFT.run("select 'slow'");

        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(300));
    }

    @Test
    void aRestartDropsEveryConnection() throws Exception {
        try (Connection connection = REDSHIFT.connect()) {
            assertThat(rows(connection, "select 1")).containsExactly("1");

            REDSHIFT.standIn().dropConnections();

            assertThatThrownBy(() -> rows(connection, "select 1")).isInstanceOf(SQLException.class);
            assertThat(REDSHIFT.rows("select 1")).containsExactly("1");
        }
    }
}
