package dev.caravan.standin;

import static dev.caravan.standin.RedshiftExtension.BUCKET;
import static dev.caravan.standin.RedshiftExtension.rows;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** COPY and UNLOAD between a real S3 API server and a table. */
class CopyAndUnloadTest {
    @RegisterExtension
    static final RedshiftExtension REDSHIFT = new RedshiftExtension();

    private static final String OPTIONS = " iam_role 'arn:aws:iam::123456789012:role/loader' format csv manifest gzip"
            + " region 'eu-central-1' ignoreheader 1 emptyasnull timeformat 'auto' dateformat 'auto' compupdate off statupdate off";

    private String folder;

    @BeforeEach
    void freshTable(TestInfo test) throws SQLException {
        folder = "raw/" + test.getTestMethod().orElseThrow().getName()
                + test.getDisplayName().hashCode() + "/";
        REDSHIFT.run(
                "drop table if exists coins",
                "create table coins (id integer not null, name varchar(10), price numeric(8, 2), large bigint, ratio double precision, listed boolean, day date, seen timestamp)");
    }

    @Test
    void loadsEveryPartOfAManifest() throws Exception {
        put("part-0.csv.gz", "id,name,seen\n1,\"B\n\"\"x\"\" 🚀\",2026-11-24T12:00:00.123Z\n2,,\n");
        put("part-1.csv.gz", "id,name,seen\n3,\"\",2026-11-24 12:00:00\r\n4,\\N t\tx,\r\n");
        manifest("part-0.csv.gz", "part-1.csv.gz");

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("copy coins (id, name, seen) from '" + url("manifest.json") + "'" + OPTIONS);
            assertThat(statement.getWarnings().getMessage())
                    .isEqualTo("Load into table 'coins' completed, 4 record(s) loaded successfully.");
            assertThat(rows(connection, "select pg_last_copy_count()")).containsExactly("4");
            assertThat(
                            rows(
                                    connection,
                                    "select trim(filename), lines_scanned from stl_load_commits where query = pg_last_copy_id() order by 1"))
                    .containsExactly(url("part-0.csv.gz") + "|3", url("part-1.csv.gz") + "|3");
            connection.commit();
        }

        assertThat(REDSHIFT.rows("select id, name, seen from coins order by id"))
                .containsExactly(
                        "1|B\n\"x\" 🚀|2026-11-24 12:00:00.123",
                        "2|null|null",
                        "3||2026-11-24 12:00:00",
                        "4|\\N t\tx|null");
    }

    @Test
    void readsZstandardAndPlainFilesByPrefix() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(compressed)) {
            out.write("1,a\n".getBytes(UTF_8));
        }
        REDSHIFT.put(folder + "zstd/part", compressed.toByteArray());
        REDSHIFT.put(folder + "plain/part", "2;'b;b'\n3;-\n");

        REDSHIFT.run(
                "copy coins (id, name) from '" + url("zstd/") + "' iam_role default csv zstd",
                "copy coins (id, name) from '" + url("plain/")
                        + "' credentials 'aws_iam_role=x' csv delimiter ';' quote as '''' null as '-'");

        assertThat(REDSHIFT.rows("select id, name from coins order by id")).containsExactly("1|a", "2|b;b", "3|null");
    }

    static Stream<Arguments> badLines() {
        return Stream.of(
                arguments(
                        "x,a,1,1,1,t,2026-11-24,2026-11-24",
                        "id",
                        "int4",
                        "x",
                        1207,
                        "Invalid digit, Value 'x', Pos 0, Type: Integer"),
                arguments(
                        ",a,1,1,1,t,2026-11-24,2026-11-24", "id", "int4", "", 1213, "Missing data for not-null field"),
                arguments(
                        "1,aaaaaaaaaü,1,1,1,t,2026-11-24,2026-11-24",
                        "name",
                        "varchar",
                        "aaaaaaaaaü",
                        1204,
                        "String length exceeds DDL length"),
                arguments(
                        "1,a,3.38E+14,1,1,t,2026-11-24,2026-11-24",
                        "price",
                        "numeric",
                        "3.38E+14",
                        1207,
                        "Invalid digit, Value 'E', Pos 4, Type: Decimal"),
                arguments(
                        "1,a,1234567.5,1,1,t,2026-11-24,2026-11-24",
                        "price",
                        "numeric",
                        "1234567.5",
                        1204,
                        "Overflow for NUMERIC(8,2)"),
                arguments(
                        "1,a,1,9223372036854775808,1,t,2026-11-24,2026-11-24",
                        "large",
                        "int8",
                        "9223372036854775808",
                        1204,
                        "Overflow, Value '9223372036854775808', Type: Long"),
                arguments(
                        "1,a,1,1,one,t,2026-11-24,2026-11-24",
                        "ratio",
                        "float8",
                        "one",
                        1208,
                        "Invalid digit, Value 'o', Pos 0, Type: Double"),
                arguments(
                        "1,a,1,1,1,maybe,2026-11-24,2026-11-24",
                        "listed",
                        "bool",
                        "maybe",
                        1210,
                        "Unknown boolean format"),
                arguments(
                        "1,a,1,1,1,t,soon,2026-11-24",
                        "day",
                        "date",
                        "soon",
                        1205,
                        "Invalid Date Format - length must be 10 or more"),
                arguments(
                        "1,a,1,1,1,t,2026-11-24,2026-02-30 12:00:00",
                        "seen",
                        "timestamp",
                        "2026-02-30 12:00:00",
                        1206,
                        "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]"),
                arguments(
                        "1,a,1,1,1,t,2026-11-24,noon",
                        "seen",
                        "timestamp",
                        "noon",
                        1206,
                        "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]"),
                arguments("1,a,1", "large", "int8", "", 1214, "Delimiter not found"),
                arguments(
                        "1,a,1,1,1,t,2026-11-24,2026-11-24,more",
                        "seen",
                        "timestamp",
                        "",
                        1202,
                        "Extra column(s) found"),
                arguments(
                        "1,\"a\"b,1,1,1,t,2026-11-24,2026-11-24",
                        "id",
                        "int4",
                        "",
                        1214,
                        "Invalid quote formatting for CSV"));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void aBadLineStopsTheLoadAndIsFoundAfterRollback(
            String line, String column, String type, String value, int code, String reason) throws Exception {
        put(
                "part-0.csv.gz",
                "header\n1,good,1,1,1,t,2026-11-24,2026-11-24\n2,\"two\nlines\",1,1,1,t,2026-11-24,2026-11-24\n" + line
                        + "\n");
        manifest("part-0.csv.gz");

        try (Connection connection = REDSHIFT.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.execute("copy coins from '" + url("manifest.json") + "'" + OPTIONS))
                    .isInstanceOfSatisfying(SQLException.class, failure -> {
                        assertThat(failure.getMessage().strip())
                                .isEqualTo(
                                        "ERROR: Load into table 'coins' failed.  Check 'sys_load_error_detail' system table for details.");
                        assertThat(failure.getSQLState()).isEqualTo("XX000");
                    });
            connection.rollback();
        }

        assertThat(REDSHIFT.rows("select count(*) from coins")).containsExactly("0");
        String file = "'" + url("part-0.csv.gz") + "'";
        assertThat(REDSHIFT.rows(
                        "select line_number, trim(colname), trim(type), trim(raw_line), trim(raw_field_value), err_code, trim(err_reason) from stl_load_errors where filename = "
                                + file))
                .containsExactly("5|" + column + "|" + type + "|" + line + "|" + value + "|" + code + "|" + reason);
        assertThat(REDSHIFT.rows(
                        "select line_number, column_name, error_code, error_message from sys_load_error_detail where file_name = "
                                + file))
                .containsExactly("5|" + column + "|" + code + "|" + reason);
        assertThat(REDSHIFT.rows("select colname, value from stl_loaderror_detail where filename = " + file))
                .containsExactly(column + "|" + value);
    }

    @Test
    void badUtf8StopsTheLoadOrIsReplaced() throws Exception {
        REDSHIFT.put(folder + "part", new byte[] {'1', ',', 'a', (byte) 0xe9, '\n'});
        String copy = "copy coins (id, name) from '" + url("part") + "' iam_role default csv";

        assertThatThrownBy(() -> REDSHIFT.run(copy)).hasMessageContaining("Load into table 'coins' failed.");
        assertThat(REDSHIFT.rows("select err_code, trim(err_reason) from stl_load_errors where filename = '"
                        + url("part") + "'"))
                .containsExactly(
                        "1220|String contains invalid or unsupported UTF8 codepoints. Bad UTF8 hex sequence: e9 (error 2)");

        REDSHIFT.run(copy + " acceptinvchars as '^'");
        assertThat(REDSHIFT.rows("select name from coins")).containsExactly("a^");
    }

    @Test
    void maxErrorLetsBadLinesPass() throws Exception {
        REDSHIFT.put(folder + "part", "1,a\nx,b\n3,c\n");

        REDSHIFT.run("copy coins (id, name) from '" + url("part") + "' iam_role default csv maxerror 1");

        assertThat(REDSHIFT.rows("select id from coins order by id")).containsExactly("1", "3");
    }

    @Test
    void aMissingMandatoryPartStopsTheLoad() throws Exception {
        put("part-0.csv.gz", "id\n1\n");
        REDSHIFT.put(
                folder + "manifest.json",
                """
                {"entries":[{"url":"%s","mandatory":true},{"url":"%s","mandatory":true}]}"""
                        .formatted(url("part-0.csv.gz"), url("part-1.csv.gz")));

        assertThatThrownBy(() -> REDSHIFT.run("copy coins (id) from '" + url("manifest.json") + "'" + OPTIONS))
                .hasMessageContaining(
                        "S3ServiceException:The specified key does not exist.,Status 404,Error NoSuchKey");

        REDSHIFT.put(
                folder + "manifest.json",
                """
                {"entries":[{"url":"%s","mandatory":true},{"url":"%s","mandatory":false}]}"""
                        .formatted(url("part-0.csv.gz"), url("part-1.csv.gz")));
        REDSHIFT.run("copy coins (id) from '" + url("manifest.json") + "'" + OPTIONS);
        assertThat(REDSHIFT.rows("select id from coins")).containsExactly("1");
    }

    @Test
    void aPartOfAnotherLengthThanTheManifestSaysStopsTheLoad() throws Exception {
        put("part-0.csv.gz", "id\n1\n");
        REDSHIFT.put(
                folder + "manifest.json",
                """
                {"entries":[{"url":"%s","mandatory":true,"meta":{"content_length":1}}]}"""
                        .formatted(url("part-0.csv.gz")));

        assertThatThrownBy(() -> REDSHIFT.run("copy coins (id) from '" + url("manifest.json") + "'" + OPTIONS))
                .hasMessageContaining("and the manifest says 1");
    }

    @Test
    void aMissingManifestOrTableOrRoleIsTold() {
        assertThatThrownBy(() -> REDSHIFT.run("copy coins from '" + url("none.json") + "'" + OPTIONS))
                .hasMessageContaining("Problem reading manifest file - S3ServiceException:");
        assertThatThrownBy(() -> REDSHIFT.run("copy nothing from '" + url("none.json") + "'" + OPTIONS))
                .hasMessageContaining("Cannot COPY into nonexistent table nothing");
        assertThatThrownBy(() -> REDSHIFT.run("copy coins from '" + url("none.json") + "' csv"))
                .hasMessageContaining("needs authorization");
        assertThatThrownBy(
                        () -> REDSHIFT.run("copy coins from '" + url("none.json") + "' iam_role default csv quickly"))
                .hasMessageContaining("syntax error at or near \"quickly\"");
    }

    @Test
    void aTruncatedPartStopsTheLoad() throws Exception {
        put("part-0.csv.gz", "id\n1\n2\n3\n");
        byte[] whole = REDSHIFT.get(folder + "part-0.csv.gz");
        REDSHIFT.put(folder + "part-0.csv.gz", java.util.Arrays.copyOf(whole, whole.length - 9));
        manifest("part-0.csv.gz");

        assertThatThrownBy(() -> REDSHIFT.run("copy coins (id) from '" + url("manifest.json") + "'" + OPTIONS))
                .hasMessageContaining("failed to inflate with ");
        assertThat(REDSHIFT.rows("select count(*) from coins")).containsExactly("0");
    }

    @Test
    void unloadsWithManifest() throws Exception {
        REDSHIFT.run(
                "insert into coins (id, name) values (1, 'a,b'), (2, null)",
                "unload ('select id, name from coins where name <> ''x'' or name is null order by id') to '"
                        + url("out/coins_") + "' iam_role default format as csv header gzip manifest");

        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(REDSHIFT.get(folder + "out/coins_000.gz")))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("id,name\n1,\"a,b\"\n2,\n");
        }
        assertThat(new String(REDSHIFT.get(folder + "out/coins_manifest"), UTF_8))
                .contains("\"url\":\"" + url("out/coins_000.gz") + "\"");
        assertThatThrownBy(() ->
                        REDSHIFT.run("unload ('select 1') to '" + url("out/coins_") + "' iam_role default format csv"))
                .hasMessageContaining("Specified unload destination on S3 is not empty.");
        assertThatThrownBy(() ->
                        REDSHIFT.run("unload ('select 1') to '" + url("other") + "' iam_role default format parquet"))
                .hasMessageContaining("the stand-in does not do this, Redshift may: UNLOAD as parquet");
    }

    private String url(String name) {
        return "s3://" + BUCKET + "/" + folder + name;
    }

    private void put(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content.getBytes(UTF_8));
        }
        REDSHIFT.put(folder + name, bytes.toByteArray());
    }

    private void manifest(String... names) {
        StringBuilder entries = new StringBuilder();
        for (String name : names) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"url\":\"" + url(name) + "\",\"mandatory\":true,\"meta\":{\"content_length\":"
                            + REDSHIFT.get(folder + name).length + "}}");
        }
        REDSHIFT.put(folder + "manifest.json", "{\"entries\":[" + entries + "]}");
    }
}
