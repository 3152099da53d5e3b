package dev.caravan.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables and views behave as Redshift's do. */
class RedshiftTablesTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @Test
    void keysAreAcceptedAndNotEnforced() throws SQLException {
        REDSHIFT.run(
                "create table parents (id integer primary key, name varchar(10) unique)",
                "create table children (id integer, parent_id integer references parents (id), foreign key (parent_id) references parents (id), primary key (id))",
                "alter table children add constraint again unique (parent_id)",
                "insert into parents values (1, 'a'), (1, 'a')",
                "insert into children values (1, 99), (1, 99)");

        assertThat(REDSHIFT.rows("select count(*) from parents")).containsExactly("2");
        assertThatThrownBy(() -> REDSHIFT.run("insert into parents values (null, 'b')"))
                .hasMessageContaining("Cannot insert a NULL value into column id");
    }

    @Test
    void aVarcharIsMeasuredInBytes() throws SQLException {
        REDSHIFT.run("create table narrow (name varchar(4), code char(3))", "insert into narrow values ('🚀', 'abc')");

        assertThatThrownBy(() -> REDSHIFT.run("insert into narrow (name) values ('🚀🚀')"))
                .hasMessageContaining("value too long for type character varying(4)");
        assertThatThrownBy(() -> REDSHIFT.run("insert into narrow (name) values ('abcde')"))
                .hasMessageContaining("value too long for type character varying(4)");
        assertThatThrownBy(() -> REDSHIFT.run("insert into narrow (code) values ('üü')"))
                .hasMessageContaining("value too long for type character(3)");
        assertThat(REDSHIFT.rows("select name, code from narrow")).containsExactly("🚀|abc");
    }

    @Test
    void aTextMayHave65535Bytes() throws SQLException {
        REDSHIFT.run("create table wide (body varchar(max))", "insert into wide values (repeat('ü', 32767) || 'x')");

        assertThat(REDSHIFT.rows("select octet_length(body) from wide")).containsExactly("65535");
        assertThatThrownBy(() -> REDSHIFT.run("insert into wide values (repeat('ü', 32768))"))
                .hasMessageContaining("value too long for type character varying(65535)");
    }

    @Test
    void textWithoutALengthIsShort() throws SQLException {
        REDSHIFT.run("create table short_texts (a text, b varchar, c char, d numeric, e super)");

        assertThat(
                        REDSHIFT.rows(
                                "select column_name, data_type from svv_redshift_columns where table_name = 'short_texts' order by ordinal_position"))
                .containsExactly(
                        "a|character varying(256)",
                        "b|character varying(256)",
                        "c|character(1)",
                        "d|numeric(18,0)",
                        "e|super");
    }

    @Test
    void aVarcharCanBeWidened() throws SQLException {
        REDSHIFT.run(
                "create table widened (name varchar(4))",
                "alter table widened alter column name type varchar(8)",
                "insert into widened values ('🚀🚀')");

        assertThatThrownBy(() -> REDSHIFT.run("insert into widened values ('🚀🚀x')"))
                .hasMessageContaining("value too long for type character varying(8)");
    }

    @Test
    void storageAttributesAreTakenAndShown() throws SQLException {
        REDSHIFT.run(
                "create table stored (id bigint identity(1, 1), day date encode az64 sortkey, name varchar(10) encode zstd) backup no diststyle key distkey (day)",
                "create table derived diststyle all compound sortkey (day, name) as select day, name from stored",
                "create table altered (id integer, day date)",
                "alter table altered alter compound sortkey (day, id)",
                "alter table altered alter diststyle even",
                "alter table altered alter column id encode zstd, alter column day encode az64",
                "insert into stored (day, name) values ('2026-11-25', 'a')",
                "insert into altered values (1, '2026-11-25')");

        assertThat(
                        REDSHIFT.rows(
                                "select \"table\", diststyle, sortkey1, sortkey_num from svv_table_info where \"table\" in ('stored', 'altered') order by 1"))
                .containsExactly("altered|EVEN|day|2", "stored|KEY(day)|day|1");
        assertThat(
                        REDSHIFT.rows(
                                "select \"column\", type, encoding, distkey, sortkey from pg_table_def where tablename = 'stored'"))
                .containsExactly("id|bigint|none|f|0", "day|date|az64|t|1", "name|character varying(10)|zstd|f|0");
        assertThat(
                        REDSHIFT.rows(
                                "select column_name, sortkey from svv_redshift_columns where table_name = 'derived' order by ordinal_position"))
                .containsExactly("day|1", "name|2");
        assertThatThrownBy(() -> REDSHIFT.run("create table wrong (id integer) sortkey (day)"))
                .hasMessageContaining("column \"day\" named in key does not exist");
    }

    @Test
    void quotedNamesAreFoldedToo() throws SQLException {
        REDSHIFT.run("create table \"Folded\" (\"Id\" integer, \"open\" integer)", "insert into folded values (1, 2)");

        assertThat(REDSHIFT.rows("select \"ID\", \"open\" from \"FOLDED\"")).containsExactly("1|2");
    }

    @Test
    void temporaryTablesGoWithTheConnection() throws SQLException {
        REDSHIFT.run(
                "create table #scratch (id integer)",
                "insert into #scratch values (1)",
                "create temp table copies as select * from #scratch",
                "select id into temp more from #scratch",
                "drop table #scratch");

        assertThatThrownBy(() -> REDSHIFT.rows("select * from copies")).hasMessageContaining("does not exist");
    }

    @Test
    void aLateBindingViewNeedsNoTableAndKeepsNone() throws SQLException {
        REDSHIFT.run(
                "create schema late",
                "create view late.coins as select * from late.coins_table where id > 1 with no schema binding");
        assertThatThrownBy(() -> REDSHIFT.rows("select * from late.coins"))
                .hasMessageContaining("relation \"late.coins_table\" does not exist");

        REDSHIFT.run("create table late.coins_table (id integer)", "insert into late.coins_table values (1), (2)");
        assertThat(REDSHIFT.rows("select * from late.coins")).containsExactly("2");

        REDSHIFT.run("alter table late.coins_table add column name varchar(10) default 'x'");
        assertThat(REDSHIFT.rows("select * from late.coins")).containsExactly("2|x");

        REDSHIFT.run("drop table late.coins_table");
        assertThatThrownBy(() -> REDSHIFT.rows("select * from late.coins"))
                .hasMessageContaining("relation \"late.coins_table\" does not exist");

        REDSHIFT.run("create table late.other as select 7 as id", "alter table late.other rename to coins_table");
        assertThat(REDSHIFT.rows("select * from late.coins")).containsExactly("7");
        assertThat(
                        REDSHIFT.rows(
                                "select view_name, col_name from pg_get_late_binding_view_cols() cols(view_schema name, view_name name, col_name name, col_type varchar, col_num int) where view_schema = 'late'"))
                .containsExactly("coins|id");

        REDSHIFT.run(
                "create or replace view late.coins as select 1 as one from late.coins_table with no schema binding");
        assertThat(REDSHIFT.rows("select * from late.coins")).containsExactly("1");

        REDSHIFT.run("drop view late.coins", "drop table late.coins_table");
        assertThatThrownBy(() -> REDSHIFT.rows("select * from late.coins"))
                .hasMessageContaining("relation \"late.coins\" does not exist");
    }

    @Test
    void lateBindingViewsStandOnEachOther() throws SQLException {
        REDSHIFT.run(
                "create schema stack",
                "create table stack.base (id integer)",
                "insert into stack.base values (1)",
                "create view stack.one as select * from stack.base with no schema binding",
                "create view stack.two as select * from stack.one with no schema binding",
                "drop table stack.base",
                "create table stack.base (id varchar(3))",
                "insert into stack.base values ('abc')");

        assertThat(REDSHIFT.rows("select * from stack.two")).containsExactly("abc");
    }

    @Test
    void readersSeeTheOldTableOrTheNewOneAcrossASwap() throws SQLException {
        REDSHIFT.run(
                "create schema swap",
                "create table swap.t as select 1 as id",
                "create view swap.v as select id from swap.t with no schema binding");

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create table swap.fresh as select 2 as id");
            statement.execute("drop table swap.t");
            statement.execute("alter table swap.fresh rename to t");
            CompletableFuture<Object> reader = CompletableFuture.supplyAsync(() -> {
                try {
                    return REDSHIFT.rows("select id from swap.v");
                } catch (SQLException failed) {
                    return failed.getMessage();
                }
            });
            assertThat(reader).isNotCompleted();
            connection.commit();

            assertThat(reader.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(java.util.List.of("2"));
        }
    }

    @Test
    void aBoundViewKeepsItsTable() throws SQLException {
        REDSHIFT.run("create table bound_table (id integer)", "create view bound_view as select id from bound_table");

        assertThatThrownBy(() -> REDSHIFT.run("drop table bound_table"))
                .hasMessageContaining("cannot drop table bound_table because other objects depend on it");
    }

    @Test
    void truncateCommitsTheTransaction() throws SQLException {
        REDSHIFT.run(
                "create table emptied (id integer)",
                "insert into emptied values (1)",
                "create table beside (id integer)");

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into beside values (1)");
            statement.execute("truncate emptied");
            connection.rollback();
        }

        assertThat(REDSHIFT.rows("select (select count(*) from emptied), (select count(*) from beside)"))
                .containsExactly("0|1");
    }

    @Test
    void appendMovesRows() throws SQLException {
        REDSHIFT.run(
                "create table appended (id integer)",
                "create table moved (id integer)",
                "insert into moved values (1), (2)",
                "alter table appended append from moved");

        assertThat(REDSHIFT.rows("select (select count(*) from appended), (select count(*) from moved)"))
                .containsExactly("2|0");
    }

    @Test
    void mergesAsRedshift() throws SQLException {
        REDSHIFT.run(
                "create table merged (id integer, price integer)",
                "create table changes (id integer, price integer)",
                "insert into merged values (1, 10), (2, 20)",
                "insert into changes values (2, 21), (3, 30)",
                "merge into merged using changes on merged.id = changes.id when matched then update set price = changes.price when not matched then insert (id, price) values (changes.id, changes.price)");
        assertThat(REDSHIFT.rows("select * from merged order by id")).containsExactly("1|10", "2|21", "3|30");

        REDSHIFT.run("insert into changes values (3, 31)");
        assertThatThrownBy(
                        () -> REDSHIFT.run(
                                "merge into merged using changes on merged.id = changes.id when matched then update set price = changes.price when not matched then insert values (changes.id, changes.price)"))
                .hasMessageContaining("Found multiple matches to update the same tuple.");

        REDSHIFT.run("delete from changes", "insert into changes values (1, 11), (1, 11), (4, 40)");
        REDSHIFT.run("merge into merged using changes on merged.id = changes.id remove duplicates");
        assertThat(REDSHIFT.rows("select * from merged order by id")).containsExactly("1|11", "2|21", "3|30", "4|40");

        REDSHIFT.run("delete merged where id = 4", "delete from merged using changes where merged.id = changes.id");
        REDSHIFT.run("update merged set price = changes.price + 1 from changes where merged.id = changes.id + 1");
        assertThat(REDSHIFT.rows("select * from merged order by id")).containsExactly("2|12", "3|30");
    }

    @Test
    void writersOfOneTableRunOneAfterTheOther() throws SQLException {
        REDSHIFT.run("create table queue (id integer)");

        try (Connection first = REDSHIFT.connect();
                Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute("insert into queue values (1)");
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
                try {
                    REDSHIFT.run("insert into queue values (2)");
                } catch (SQLException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            org.awaitility.Awaitility.await()
                    .until(() -> REDSHIFT.rows("select count(*) from svv_transactions where not granted")
                            .contains("1"));
            assertThat(second).isNotDone();
            first.commit();
            second.orTimeout(10, TimeUnit.SECONDS).join();
        }

        assertThat(REDSHIFT.rows("select count(*) from queue")).containsExactly("2");
    }

    @Test
    void aWriteOverAStaleSnapshotIsAConflict() throws SQLException {
        REDSHIFT.run("create table contested (id integer, n integer)", "insert into contested values (1, 0)");

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select * from contested");
            REDSHIFT.run("update contested set n = 1");

            assertThatThrownBy(() -> statement.execute("update contested set n = 2"))
                    .isInstanceOfSatisfying(SQLException.class, failure -> {
                        assertThat(failure.getMessage()).startsWith("ERROR: 1023");
                        assertThat(failure.getMessage()).contains("Serializable isolation violation on table");
                        assertThat(failure.getSQLState()).isEqualTo("XX000");
                    });
        }
    }

    @Test
    void catalogViewsTellOfEveryRelation() throws SQLException {
        REDSHIFT.run(
                "create schema told",
                "create table told.coins (id varchar(36) not null, price numeric(38, 18))",
                "create view told.cheap as select id from told.coins",
                "create view told.later as select id from told.nothing with no schema binding");

        assertThat(REDSHIFT.rows(
                        "select table_name, table_type from svv_tables where table_schema = 'told' order by 1"))
                .containsExactly("cheap|VIEW", "coins|BASE TABLE", "later|VIEW");
        assertThat(
                        REDSHIFT.rows(
                                "select table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable from svv_columns where table_schema = 'told' order by table_name, ordinal_position"))
                .containsExactly(
                        "cheap|id|character varying|36|null|null|YES",
                        "coins|id|character varying|36|null|null|NO",
                        "coins|price|numeric|null|38|18|YES");
        assertThat(REDSHIFT.rows("select count(*) from stv_slices where type = 'D'"))
                .containsExactly("4");
    }

    @Test
    void aSelectsResultBecomesATableOfBoundedTypes() throws SQLException {
        REDSHIFT.run(
                "create table bases (name varchar(10), price numeric(38, 18))",
                "insert into bases values ('a', 1.5)",
                "create table results as select name, 'x' || name as longer, sum(price) as total from bases group by name");

        assertThat(
                        REDSHIFT.rows(
                                "select column_name, data_type from svv_redshift_columns where table_name = 'results' order by ordinal_position"))
                .containsExactly(
                        "name|character varying(10)", "longer|character varying(65535)", "total|numeric(38,18)");
    }
}
