package dev.caravan.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redshift's functions and clauses give what the guide says. */
class TranslationTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    @BeforeAll
    static void tables() throws SQLException {
        REDSHIFT.run(
                "create table prices (coin varchar(10), price numeric(18, 2), seen timestamp)",
                "insert into prices values ('BTC', 1.5, '2026-11-24 12:00:00'), ('BTC', 2.5, '2026-11-25 12:00:00'), ('ETH', 3.5, '2026-11-25 13:00:00')");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "select dateadd(day, 1, '2026-02-28'::date)~2026-03-01 00:00:00",
                "select dateadd('quarter', -1, timestamp '2026-02-28 01:02:03')~2025-11-28 01:02:03",
                "select datediff(hour, timestamp '2026-01-01 00:59:59', timestamp '2026-01-01 01:00:00')~1",
                "select datediff(month, '2026-01-31'::date, '2026-02-01'::date)~1",
                "select date_trunc('month', seen) from prices where coin = 'ETH'~2026-11-01 00:00:00",
                "select nvl(null, nvl2(1, 'a', 'b'))~a",
                "select decode(null, null, 'both null', 'other')~both null",
                "select decode(coin, 'BTC', 'Bitcoin', 'ETH', 'Ether') from prices where price > 3~Ether",
                "select len('ü🚀'), octet_length('ü🚀')~2|6",
                "select listagg(price, ', ') within group (order by seen desc) from prices where coin = 'BTC'~2.50, 1.50",
                "select listagg(distinct coin, '/') within group (order by coin) from prices~BTC/ETH",
                "select convert_timezone('UTC', 'Europe/Berlin', timestamp '2026-07-01 12:00:00')~2026-07-01 14:00:00",
                "select try_cast('12x' as integer), try_cast('12' as integer)~null|12",
                "select try_cast('3.38E+14' as numeric(38, 18)) is null, try_cast(' 3.5' as double precision)~t|3.5",
                "select regexp_replace('a1b22', '[0-9]+', '#'), regexp_replace('a1b22', '[0-9]+')~a#b#|ab",
                "select regexp_replace('a.b.c', '\\\\.', '-')~a-b-c",
                "select 'C:\\\\temp', length('\\\\')~C:\\temp|1",
                "select func_sha1('abc')~a9993e364706816aba3e25717850c26c9cd0d89d",
                "select sha2('abc', 256)~ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "select fnv_hash('abc')~-1792535898324117685",
                "select md5('abc')~900150983cd24fb0d6963f7d28e17f72",
                "select strtol('ff', 16), strtol('-101', 2)~255|-5",
                "select json_extract_path_text('{\"a\": {\"b\": \"c\"}}', 'a', 'b')~c",
                "select json_serialize(json_parse('{\"a\":1}'))~{\"a\": 1}",
                "select approximate count(distinct coin) from prices~2",
                "select top 1 coin from prices order by price desc~ETH",
                "select coin from (select top 1 coin, price from prices order by price) as cheapest~BTC",
                "select 'a' as x minus select 'b'~a",
                "select coin, price from prices qualify row_number() over (partition by coin order by seen desc) = 1 order by price desc limit 1~ETH|3.50",
                "with latest as (select coin, price from prices qualify row_number() over (partition by coin order by seen desc) = 1) select sum(price) from latest~6.00",
                "select count(*) from prices where getdate() > '2026-01-01' and sysdate > '2026-01-01'~3",
                "select charindex('b', 'abc'), last_day('2026-02-10'::timestamp)~2|2026-02-28",
                "select cast('1.5' as numeric)~2",
                "select cast(1 as varchar(max)) || isnull(null, 'x')~1x",
            })
    void gives(String sql, String row) throws SQLException {
        assertThat(REDSHIFT.rows(sql)).containsExactly(row);
    }
}
