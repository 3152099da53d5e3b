package dev.caravan.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL-only SQL does not pass, Redshift's own does. */
class RedshiftRulesTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    private static final String LEADER_ONLY =
            "Specified types or functions (one per INFO message) not supported on Redshift tables.";
    private static final String CORRELATED =
            "This type of correlated subquery pattern is not supported due to internal error";

    @BeforeAll
    static void tables() throws SQLException {
        REDSHIFT.run(
                "create table coins (id integer, name varchar(40), price numeric(38, 18), seen timestamp)",
                "create table quotes (id integer, coin_id integer, price numeric(38, 18), seen timestamp)",
                "insert into coins values (1, 'Bitcoin', 40000, '2026-11-24 12:00:00'), (2, 'Ether', 3000, null)",
                "insert into quotes values (1, 1, 39999, '2026-11-24 11:00:00'), (2, 1, 40001, '2026-11-24 12:00:00')");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "insert into coins (id) values (1) on conflict do nothing",
                        "42601",
                        "syntax error at or near \"on\""),
                arguments(
                        "insert into coins (id) values (1) returning id",
                        "42601",
                        "syntax error at or near \"returning\""),
                arguments("update coins set price = 1 returning id", "42601", "syntax error at or near \"returning\""),
                arguments(
                        "with n as (select 1 as id) insert into coins (id) select id from n",
                        "42601",
                        "syntax error at or near \"insert\""),
                arguments("select * from raw.coins", "42601", "syntax error at or near \"raw\""),
                arguments("create table t (open integer)", "42601", "syntax error at or near \"open\""),
                arguments("select tag from coins", "42601", "syntax error at or near \"tag\""),
                arguments(
                        "create index i on coins (id)",
                        "0A000",
                        "SQL command \"create index i on coins (id)\" not supported on Redshift tables."),
                arguments(
                        "create unique index i on coins (id)",
                        "0A000",
                        "SQL command \"create unique index i on coins (id)\" not supported on Redshift tables."),
                arguments(
                        "create sequence s",
                        "0A000",
                        "SQL command \"create sequence s\" not supported on Redshift tables."),
                arguments(
                        "create type mood as enum ('sad')",
                        "0A000",
                        "SQL command \"create type mood as enum ('sad')\" not supported on Redshift tables."),
                arguments(
                        "create extension pgcrypto",
                        "0A000",
                        "SQL command \"create extension pgcrypto\" not supported on Redshift tables."),
                arguments("savepoint s", "0A000", "SQL command \"savepoint s\" not supported on Redshift tables."),
                arguments("create table t (id serial)", "0A000", "Column has unsupported type \"serial\"."),
                arguments("create table t (id uuid)", "0A000", "Column has unsupported type \"uuid\"."),
                arguments("create table t (body jsonb)", "0A000", "Column has unsupported type \"jsonb\"."),
                arguments("create table t (body bytea)", "0A000", "Column has unsupported type \"bytea\"."),
                arguments("create table t (ids integer[])", "0A000", "Column has unsupported type \"integer[]\"."),
                arguments("select cast('{}' as jsonb)", "0A000", "Column has unsupported type \"jsonb\"."),
                arguments("select '1'::money", "0A000", "Column has unsupported type \"money\"."),
                arguments(
                        "create table t (n numeric(39, 2))", "22023", "NUMERIC precision 39 must be between 1 and 38"),
                arguments("create table t (n varchar(65536))", "22023", "length for type varchar cannot exceed 65535"),
                arguments("create table t (n char(4097))", "22023", "length for type char cannot exceed 4096"),
                arguments("create table t (at timestamp(3))", "42601", "syntax error at or near \"(\""),
                arguments("create table t (n integer check (n > 0))", "0A000", "CHECK constraints are not supported."),
                arguments(
                        "create table t (ctid integer)",
                        "42701",
                        "column name \"ctid\" conflicts with a system column name"),
                arguments(
                        "create table t (a integer) partition by range (a)",
                        "42601",
                        "syntax error at or near \"partition\""),
                arguments(
                        "create table t (a integer) inherits (coins)", "42601", "syntax error at or near \"inherits\""),
                arguments(
                        "create table t (a integer) tablespace fast",
                        "42601",
                        "syntax error at or near \"tablespace\""),
                arguments(
                        "create table t (a integer) with (fillfactor = 70)",
                        "42601",
                        "syntax error at or near \"with\""),
                arguments("create or replace table t (a integer)", "42601", "syntax error at or near \"table\""),
                arguments(
                        "create unlogged table t (a integer)",
                        "0A000",
                        "SQL command \"create unlogged table t (a integer)\" not supported on Redshift tables."),
                arguments(
                        "create view v as select id from coins with no schema binding",
                        "0A000",
                        "All the relation names inside should be qualified when creating VIEW WITH NO SCHEMA BINDING."),
                arguments(
                        "alter table coins add column a integer, add column b integer",
                        "42601",
                        "syntax error at or near \",\""),
                arguments(
                        "alter table coins add column if not exists a integer",
                        "42601",
                        "syntax error at or near \"not\""),
                arguments(
                        "alter table coins alter column price type numeric(18, 2)",
                        "0A000",
                        "target data type \"numeric\" is not supported. Only VARCHAR columns can be altered"),
                arguments(
                        "alter table coins alter column name set not null",
                        "0A000",
                        "ALTER COLUMN SET/DROP is not supported"),
                arguments(
                        "alter table coins add column a integer not null",
                        "0A000",
                        "ALTER TABLE ADD COLUMN defined as NOT NULL must have a non-null default expression"),
                arguments("select array[1, 2]", "42601", "syntax error at or near \"[\""),
                arguments("select string_agg(name, ',') from coins", "42883", "function string_agg() does not exist"),
                arguments("select array_agg(name) from coins", "42883", "function array_agg() does not exist"),
                arguments("select unnest(string_to_array('a,b', ','))", "42883", "function unnest() does not exist"),
                arguments(
                        "select regexp_matches(name, 'B') from coins",
                        "42883",
                        "function regexp_matches() does not exist"),
                arguments("select count(*) filter (where id > 1) from coins", "42601", "syntax error at or near \"(\""),
                arguments("select distinct on (name) name from coins", "0A000", "SELECT DISTINCT ON is not supported"),
                arguments(
                        "select * from coins, lateral (select 1) as one",
                        "42601",
                        "syntax error at or near \"lateral\""),
                arguments(
                        "select * from coins tablesample system (1)",
                        "42601",
                        "syntax error at or near \"tablesample\""),
                arguments("select * from (values (1), (2)) as v", "42601", "syntax error at or near \"values\""),
                arguments("with v as (values (1)) select * from v", "42601", "syntax error at or near \"values\""),
                arguments(
                        "select * from coins where name is distinct from 'x'",
                        "42601",
                        "syntax error at or near \"distinct\""),
                arguments(
                        "select * from coins where name is not distinct from 'x'",
                        "42601",
                        "syntax error at or near \"distinct\""),
                arguments("select * from coins for update", "42601", "syntax error at or near \"for\""),
                arguments(
                        "select sum(price) over (order by seen) from coins",
                        "42601",
                        "Aggregate window functions with an ORDER BY clause require a frame clause"),
                arguments("select id, generate_series(1, 3) from coins", "0A000", LEADER_ONLY),
                arguments("create table t as select generate_series(1, 3) as n", "0A000", LEADER_ONLY),
                arguments("insert into coins (id) select generate_series(1, 3)", "0A000", LEADER_ONLY),
                arguments("select * from coins where seen > now()", "0A000", LEADER_ONLY),
                arguments("select age(seen) from coins", "0A000", LEADER_ONLY),
                arguments("select current_timestamp, name from coins", "0A000", LEADER_ONLY),
                arguments(
                        "merge into coins using (select * from quotes) as q on coins.id = q.id when matched then delete when not matched then insert values (1)",
                        "0A000",
                        "MERGE USING a subquery is not supported; the source must be a table"),
                arguments(
                        "merge into coins as c using quotes on c.id = quotes.id when matched then delete when not matched then insert values (1)",
                        "42601",
                        "syntax error at or near \"as\""),
                arguments(
                        "merge into coins using quotes on coins.id = quotes.coin_id when matched then update set price = 1",
                        "42601",
                        "syntax error at or near \"when\""),
                arguments(
                        "merge into coins using quotes on coins.id = quotes.coin_id when matched and quotes.price > 1 then update set price = 1 when not matched then insert (id) values (1)",
                        "42601",
                        "syntax error at or near \"and\""),
                arguments(
                        "merge into coins using quotes on coins.id = quotes.coin_id when matched then update set coins.price = 1 when not matched then insert (id) values (1)",
                        "42601",
                        "syntax error at or near \".\""),
                arguments(
                        "select name from coins where not exists (select 1 from quotes where not exists (select 1 from quotes as other where other.coin_id = coins.id))",
                        "0A000",
                        CORRELATED),
                arguments(
                        "select * from coins left join quotes on coins.id = quotes.coin_id and quotes.id = (select max(other.id) from quotes as other where other.coin_id = quotes.coin_id)",
                        "0A000",
                        CORRELATED),
                arguments(
                        "select (select quotes.price from quotes where quotes.coin_id = coins.id order by quotes.seen limit 1) from coins",
                        "0A000",
                        CORRELATED),
                arguments(
                        "select * from coins where price = (select max(quotes.price) over (partition by quotes.coin_id) from quotes where quotes.coin_id = coins.id)",
                        "0A000",
                        CORRELATED),
                arguments("copy coins from stdin", "42601", "syntax error at or near \"stdin\""),
                arguments("select gen_random_uuid()", "42883", "function gen_random_uuid() does not exist"),
                arguments(
                        "do $$ begin null; end $$",
                        "0A000",
                        "SQL command \"do $$ begin null; end $$\" not supported on Redshift tables."),
                arguments(
                        "select 1 as " + "n".repeat(128),
                        "42622",
                        "identifier \"" + "n".repeat(128) + "\" exceeds the maximum length of 127 bytes"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String sql, String sqlState, String message) {
        assertThatThrownBy(() -> REDSHIFT.run(sql)).isInstanceOfSatisfying(SQLException.class, failure -> {
            assertThat(failure.getMessage().strip().lines().findFirst()).hasValue("ERROR: " + message);
            assertThat(failure.getSQLState()).isEqualTo(sqlState);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 as open, \"raw\".\"open\" from (select 2 as open) as \"raw\"",
                "select generate_series(1, 3)",
                "select now()",
                "select current_timestamp",
                "select 'on conflict do nothing returning array[1]' as \"serial\"",
                "select 1 /* insert into x on conflict */ -- returning",
                "select extract(epoch from seen) from coins",
                "select date_part('epoch', seen), date_part(epoch, seen) from coins",
                "select sum(price) over (order by seen rows unbounded preceding) from coins",
                "select row_number() over (partition by name order by seen desc nulls last) from coins",
                "select name from coins where exists (select 1 from quotes where quotes.coin_id = coins.id)",
                "select name from coins where price = (select max(quotes.price) from quotes where quotes.coin_id = coins.id)",
                "select name from coins where id in (select coin_id from quotes)",
                "with recursive n (n) as (select 1 union all select n + 1 from n where n < 10) select n from n",
                "select name, count(*) from coins group by grouping sets ((name), ())",
                "select name from coins group by rollup (name)",
                "select substring(name from 2) from coins",
                "select name from coins order by price nulls first limit 1 offset 1",
                "select a.id from coins as a full join quotes as b on a.id = b.coin_id",
                "with a as (select 1 as x), b as (select x from a) select * from b",
                "select path from (select 1 as path) as p",
            })
    void accepted(String sql) throws SQLException {
        assertThat(REDSHIFT.rows(sql)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vacuum coins",
                "alter table coins append from quotes",
                "alter table coins alter column name type varchar(50)"
            })
    void someStatementsDoNotRunInATransaction(String sql) throws SQLException {
        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1 from coins");

            assertThatThrownBy(() -> statement.execute(sql))
                    .hasMessageContaining("cannot run inside a transaction block");
        }
    }

    @Test
    void everyRuleNamesAPageOfTheGuide() {
        assertThat(RedshiftRules.rules()).allSatisfy(rule -> {
            assertThat(rule.name()).isNotBlank();
            assertThat(rule.page()).isNotBlank();
        });
        assertThat(RedshiftRules.rules()).extracting(Rule::name).doesNotHaveDuplicates();
    }
}
