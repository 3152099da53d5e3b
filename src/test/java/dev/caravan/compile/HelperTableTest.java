package dev.caravan.compile;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of helpers in docs/models.md is what the dialects write. */
class HelperTableTest {
    private static final Path PAGE = Path.of("docs/models.md");
    private static final String HEAD = "| helper | DuckDB | PostgreSQL | Redshift |\n| --- | --- | --- | --- |\n";
    private static final List<String> URLS =
            List.of("jdbc:duckdb:warehouse.duckdb", "jdbc:postgresql://host/database", "jdbc:redshift://host/database");
    private static final int LONGEST = 200;
    private static final int KEPT_AT_THE_END = 60;

    private static final Map<String, String> HELPERS = helpers();

    @TempDir
    Path directory;

    private static Map<String, String> helpers() {
        Map<String, String> helpers = new LinkedHashMap<>();
        helpers.put("type(\"numeric(38, 18)\")", "");
        helpers.put("safe_cast(\"x\", \"date\")", ", null where it cannot be read");
        helpers.put("safe_cast(\"x\", \"integer\")", ", null for 1.5 too");
        helpers.put("safe_cast(\"x\", \"numeric(38, 18)\")", ", rounded; reads `3.38E+14`");
        helpers.put("hash_key([\"a\", \"b\"])", ", 32 hexadecimal digits");
        helpers.put("generate_series(\"1\", \"9\")", ", a select of `n`");
        helpers.put("date_trunc(\"day\", \"t\")", "");
        helpers.put("date_add(\"day\", \"n\", \"t\")", "");
        helpers.put("date_diff(\"day\", \"a\", \"b\")", ", boundaries crossed");
        helpers.put("date_diff(\"week\", \"a\", \"b\")", ", Mondays crossed");
        helpers.put("time_bucket(\"n\", \"t\")", ", spans of so many seconds, counted from 1970");
        helpers.put("timestamp_of_millis(\"n\")", ", UTC");
        helpers.put("regexp_replace(\"x\", \"[0-9]+\", \"\")", ", every match");
        helpers.put("regexp_matches(\"x\", \"^a\")", "");
        helpers.put("split_part(\"x\", \"/\", 2)", "");
        helpers.put("earliest(\"x\", \"t\", \"integer\")", ", of a group; null is passed over");
        helpers.put("latest(\"x\", \"t\", \"integer\")", ", of a group; null is passed over");
        helpers.put("string_agg(\"x\", \", \", \"y desc\")", "");
        return helpers;
    }

    @Test
    void thePageShowsWhatEachHelperBecomesOnEachWarehouse() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD);
        int end = page.indexOf("\n\n", begin);

        String table = HELPERS.entrySet().stream()
                .map(helper -> row(helper.getKey(), helper.getValue()))
                .collect(joining("\n"));

        Golden.assertSame(PAGE, page.substring(0, begin) + HEAD + table + page.substring(end));
    }

    @Test
    void theTableLeavesNoHelperOut() {
        TreeSet<String> shown = HELPERS.keySet().stream()
                .map(call -> call.substring(0, call.indexOf('(')))
                .collect(toCollection(TreeSet::new));

        assertThat(shown)
                .isEqualTo(DialectFunctions.of(SmallProject.dialect(directory, URLS.get(0)))
                        .keySet());
    }

    private String row(String call, String note) {
        Stream<String> rendered = URLS.stream().map(url -> rendered(url, call));
        return Stream.concat(Stream.of("`" + call + "`" + note), rendered.map(sql -> "`" + shortened(sql) + "`"))
                .map(cell -> cell.replace("|", "\\|"))
                .collect(joining(" | ", "| ", " |"));
    }

    private String rendered(String url, String call) {
        return new SmallProject(directory)
                .file("environments/test.properties", "warehouse.url = " + url + "\n")
                .file("models/staging/one.sql", "${" + call + "}")
                .sql("one");
    }

    private static String shortened(String sql) {
        String line = sql.replaceAll("\\s+", " ");
        return line.length() <= LONGEST
                ? line
                : line.substring(0, LONGEST - KEPT_AT_THE_END) + " … "
                        + line.substring(line.length() - KEPT_AT_THE_END);
    }
}
