package dev.caravan.standin;

import static dev.caravan.standin.RedshiftExtension.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real Redshift driver finds in the stand-in what it expects of a cluster. */
class RedshiftDriverTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @Test
    void connectsAndTellsRedshift() throws SQLException {
        try (Connection connection = REDSHIFT.connect()) {
            DatabaseMetaData metadata = connection.getMetaData();

            assertThat(metadata.getDatabaseProductName()).isEqualTo("Redshift");
            assertThat(metadata.getDatabaseProductVersion()).isEqualTo("8.0.2");
            assertThat(rows(connection, "select current_database(), current_user"))
                    .containsExactly("dev|awsuser");
        }
    }

    @Test
    void valuesOfEveryTypeComeBackAsTheyWere() throws SQLException {
        REDSHIFT.run(
                """
                create table types_there (
                    flag boolean, small smallint, whole integer, large bigint, wide numeric(38, 18),
                    real_number double precision, letters varchar(65535), day date, moment timestamp,
                    moment_tz timestamptz
                )""");

        try (Connection connection = REDSHIFT.connect();
                PreparedStatement insert =
                        connection.prepareStatement("insert into types_there values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setBoolean(1, true);
            insert.setShort(2, (short) -32768);
            insert.setInt(3, 2147483647);
            insert.setLong(4, -9223372036854775808L);
            insert.setBigDecimal(5, new BigDecimal("12345678901234567890.123456789012345678"));
            insert.setDouble(6, 0.1);
            insert.setString(7, "Bitcoin, \"gold\"\n\\ 🚀");
            insert.setDate(8, java.sql.Date.valueOf("2026-11-25"));
            insert.setTimestamp(9, Timestamp.valueOf("2026-11-25 12:00:00.123456"));
            insert.setTimestamp(10, Timestamp.valueOf("2026-11-25 12:00:00.123456"));
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from types_there")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.getShort(2)).isEqualTo((short) -32768);
            assertThat(row.getInt(3)).isEqualTo(2147483647);
            assertThat(row.getLong(4)).isEqualTo(-9223372036854775808L);
            assertThat(row.getBigDecimal(5)).isEqualTo("12345678901234567890.123456789012345678");
            assertThat(row.getDouble(6)).isEqualTo(0.1);
            assertThat(row.getString(7)).isEqualTo("Bitcoin, \"gold\"\n\\ 🚀");
            assertThat(row.getDate(8)).isEqualTo("2026-11-25");
            assertThat(row.getTimestamp(9)).hasToString("2026-11-25 12:00:00.123456");
            assertThat(row.getTimestamp(10).toInstant())
                    .isEqualTo(Timestamp.valueOf("2026-11-25 12:00:00.123456").toInstant());
            ResultSetMetaData metadata = row.getMetaData();
            assertThat(metadata.getColumnType(5)).isEqualTo(Types.NUMERIC);
            assertThat(metadata.getPrecision(5)).isEqualTo(38);
            assertThat(metadata.getScale(5)).isEqualTo(18);
            assertThat(metadata.getPrecision(7)).isEqualTo(65535);
        }
    }

    @Test
    void nullIsNotTheEmptyText() throws SQLException {
        REDSHIFT.run("create table empties (id integer, name varchar(10))");

        REDSHIFT.run("insert into empties values (1, null), (2, '')");

        assertThat(REDSHIFT.rows("select id, name is null from empties order by id"))
                .containsExactly("1|t", "2|f");
    }

    @Test
    void describesTablesAndColumns() throws SQLException {
        REDSHIFT.run(
                "create schema described",
                "create table described.coins (id varchar(36) not null, price numeric(38, 18), seen timestamp)",
                "create view described.cheap as select id from described.coins where price < 1");

        try (Connection connection = REDSHIFT.connect()) {
            DatabaseMetaData metadata = connection.getMetaData();
            List<String> tables = new ArrayList<>();
            try (ResultSet found = metadata.getTables("dev", "described", "%", new String[] {"TABLE", "VIEW"})) {
                while (found.next()) {
                    tables.add(found.getString("TABLE_NAME") + " " + found.getString("TABLE_TYPE"));
                }
            }
            List<String> columns = new ArrayList<>();
            try (ResultSet found = metadata.getColumns("dev", "described", "coins", "%")) {
                while (found.next()) {
                    columns.add(found.getString("COLUMN_NAME") + " " + found.getString("TYPE_NAME") + " "
                            + found.getInt("COLUMN_SIZE") + " " + found.getInt("DECIMAL_DIGITS") + " "
                            + found.getString("IS_NULLABLE"));
                }
            }

            assertThat(tables).containsExactlyInAnyOrder("coins TABLE", "cheap VIEW");
            assertThat(columns)
                    .containsExactly("id varchar 36 0 NO", "price numeric 38 18 YES", "seen timestamp 29 6 YES");
        }
    }

    @Test
    void aBatchOfPreparedStatementsGoesThrough() throws SQLException {
        REDSHIFT.run("create table batched (id integer, name varchar(40))");

        try (Connection connection = REDSHIFT.connect();
                PreparedStatement insert = connection.prepareStatement("insert into batched values (?, ?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 1000; i++) {
                insert.setInt(1, i);
                insert.setString(2, "name " + i);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }

        assertThat(REDSHIFT.rows("select count(*), min(id), max(name) from batched"))
                .containsExactly("1000|0|name 999");
    }

    @Test
    void largeResultsComeInPages() throws SQLException {
        REDSHIFT.run(
                "create table paged (id integer)",
                "insert into paged values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
                "insert into paged select a.id * 100 + b.id * 10 + c.id from paged as a, paged as b, paged as c");

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(100);
            int rows = 0;
            try (ResultSet result = statement.executeQuery("select id from paged")) {
                while (result.next()) {
                    rows++;
                }
            }

            assertThat(rows).isEqualTo(1010);
        }
    }

    @Test
    void aTransactionIsAllOrNothingWithItsTables() throws SQLException {
        REDSHIFT.run("create table kept (id integer)");

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into kept values (1)");
            statement.execute("create table gone (id integer) diststyle even");
            connection.rollback();
            statement.execute("insert into kept values (2)");
            connection.commit();
        }

        assertThat(REDSHIFT.rows("select id from kept")).containsExactly("2");
        assertThatThrownBy(() -> REDSHIFT.rows("select * from gone"))
                .hasMessageContaining("relation \"gone\" does not exist");
    }

    @Test
    void aRefusedStatementFailsItsTransaction() throws SQLException {
        REDSHIFT.run("create table doubted (id integer)");

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into doubted values (1)");
            assertThatThrownBy(() -> statement.execute("create index i on doubted (id)"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("insert into doubted values (2)"))
                    .hasMessageContaining("current transaction is aborted");
            connection.rollback();
        }

        assertThat(REDSHIFT.rows("select * from doubted")).isEmpty();
    }

    @Test
    void aRunningStatementCanBeCancelled() throws Exception {
        REDSHIFT.run(
                "create table endless (id integer)",
                "insert into endless values (0), (1), (2), (3), (4), (5), (6), (7)");
        String join =
                "select count(*) from endless a, endless b, endless c, endless d, endless e, endless f, endless g,"
                        + " endless h, endless i, endless j, endless k, endless l";

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
                try {
                    statement.executeQuery(join);
                } catch (SQLException cancelled) {
                    throw new IllegalStateException(cancelled.getMessage(), cancelled);
                }
            });
            await().until(() -> REDSHIFT.rows("select count(*) from stv_recents where status = 'Running'")
                    .contains("2"));
            statement.cancel();

            assertThatThrownBy(running::join).hasMessageContaining("cancel");
            assertThat(rows(connection, "select 1")).containsExactly("1");
        }
    }

    @Test
    void severalConnectionsWorkAtOnce() throws SQLException {
        REDSHIFT.run("create table shared (id integer)");

        try (Connection writer = REDSHIFT.connect();
                Connection reader = REDSHIFT.connect();
                Statement write = writer.createStatement()) {
            writer.setAutoCommit(false);
            write.execute("insert into shared values (1)");

            assertThat(rows(reader, "select * from shared")).isEmpty();
            writer.commit();
            assertThat(rows(reader, "select * from shared")).containsExactly("1");
        }
    }

    @Test
    void aTaggedStatementPasses() throws SQLException {
        assertThat(REDSHIFT.rows("/* {\"node\": \"model.dim_coin\"} */ select 1"))
                .containsExactly("1");
        assertThat(REDSHIFT.standIn().statements())
                .filteredOn(statement -> statement.contains("model.dim_coin"))
                .containsExactly("/* {\"node\": \"model.dim_coin\"} */ select 1");
    }

    @Test
    void queriesAreSeenWithTheirGroup() throws SQLException {
        REDSHIFT.run("set query_group to 'caravan'", "/* seen */ select 1", "reset query_group");

        assertThat(REDSHIFT.rows(
                        "select trim(label), trim(querytxt), aborted from stl_query where querytxt like '/* seen%'"))
                .containsExactly("caravan|/* seen */ select 1|0");
    }

    @Test
    void aStatementTimeoutStopsIt() throws SQLException {
        REDSHIFT.run(
                "create table slow (id integer)", "insert into slow values (0), (1), (2), (3), (4), (5), (6), (7)");

        assertThatThrownBy(
                        () -> REDSHIFT.run(
                                "set statement_timeout to 200",
                                "select count(*) from slow a, slow b, slow c, slow d, slow e, slow f, slow g, slow h, slow i, slow j, slow k"))
                .hasMessageContaining("statement timeout");
    }

    @Test
    void aReadOnlyConnectionChangesNothing() throws SQLException {
        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);

            assertThatThrownBy(() -> statement.execute("create table unwanted (id integer)"))
                    .hasMessageContaining("read-only transaction");
        }
    }

    @Test
    void describesAQueryWithoutRunningIt() throws SQLException {
        REDSHIFT.run("create table undisturbed (id integer, price numeric(38, 18), name varchar(30))");

        try (Connection connection = REDSHIFT.connect();
                PreparedStatement select = connection.prepareStatement("select name, price from undisturbed")) {
            ResultSetMetaData metadata = select.getMetaData();

            assertThat(metadata.getColumnTypeName(1) + metadata.getPrecision(1)).isEqualTo("varchar30");
            assertThat(metadata.getPrecision(2) + "," + metadata.getScale(2)).isEqualTo("38,18");
        }
    }
}
