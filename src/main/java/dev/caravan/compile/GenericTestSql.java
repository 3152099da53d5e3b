package dev.caravan.compile;

import static java.util.stream.Collectors.joining;

import dev.caravan.sql.Dialect;
import dev.caravan.sql.SqlType;
import java.util.List;
import java.util.Optional;

/** The select of failing rows of each kind of test, in SQL that every warehouse reads. */
final class GenericTestSql {
    private final Dialect dialect;
    private final TestDefinition test;
    private final String tested;
    private final String to;

    /**
     * @param tested what {@code from} is followed by
     * @param to the other relation of kinds that compare two, else empty
     */
    GenericTestSql(Dialect dialect, TestDefinition test, String tested, String to) {
        this.dialect = dialect;
        this.test = test;
        this.tested = tested;
        this.to = to;
    }

    /** Only rows of the new batches fail. Without {@link TestKind#ROW_COUNT_MATCHES}, which counts all rows or nothing. */
    Optional<String> failingNewRows(LastPassed last) {
        String newRows = "(select * from " + tested + " where batch_id in (" + last.unseenBatches() + "))";
        return switch (test.kind()) {
            case ROW_COUNT_MATCHES -> Optional.empty();
            case UNIQUE -> Optional.of(among(sharingAKey(newRows, List.of(column()))));
            case UNIQUE_COMBINATION ->
                Optional.of(among(sharingAKey(
                        newRows, test.values().stream().map(dialect::quote).toList())));
            case RELATIONSHIPS -> Optional.of(orphans(newRows + " as new_rows"));
            case NOT_NULL, ACCEPTED_VALUES, EXPRESSION_IS_TRUE -> Optional.of(among(newRows + " as new_rows"));
        };
    }

    /** NOT IN, whatever a planner takes the number of new rows for: it looks them up in one table of the parents. */
    private String orphans(String newRows) {
        return lines(
                "select *",
                "from " + newRows,
                where(column() + " is not null and " + column() + " not in (select " + field() + " from " + to
                        + " where " + field() + " is not null)"));
    }

    private String among(String rows) {
        return new GenericTestSql(dialect, test, rows, to).failingRows();
    }

    /** A new row may repeat the key of an old one. */
    private String sharingAKey(String newRows, List<String> key) {
        String keys = String.join(", ", key);
        String same = key.stream()
                .map(column -> "every_row." + column + " = new_keys." + column)
                .collect(joining(" and "));
        return lines(
                        "(select every_row.*",
                        "    from " + tested + " as every_row",
                        "    inner join (select distinct " + keys + " from " + newRows + " as new_rows) as new_keys",
                        "        on " + same + ") as touched_rows")
                .strip();
    }

    String failingRows() {
        return switch (test.kind()) {
            case NOT_NULL -> lines("select *", "from " + tested, where(column() + " is null"));
            case UNIQUE -> repeated(List.of(column()), column() + " is not null");
            case ACCEPTED_VALUES ->
                lines(
                        "select " + column() + ", count(*) as failing_rows",
                        "from " + tested,
                        where(column() + " is not null and " + text(column()) + " not in (" + accepted() + ")"),
                        "group by " + column());
            case RELATIONSHIPS ->
                lines(
                        "select child.*",
                        "from (select * from " + tested + where(column() + " is not null", " ") + ") as child",
                        "left join (select distinct " + field() + " as field from " + to + ") as parent",
                        "    on child." + column() + " = parent.field",
                        "where parent.field is null");
            case UNIQUE_COMBINATION ->
                repeated(test.values().stream().map(dialect::quote).toList(), "");
            case ROW_COUNT_MATCHES ->
                lines(
                        "select here.row_count as rows_here, there.row_count as rows_there",
                        "from (select count(*) as row_count from " + tested + where("", " ") + ") as here",
                        "cross join (select count(*) as row_count from " + to + ") as there",
                        "where here.row_count <> there.row_count");
            case EXPRESSION_IS_TRUE ->
                lines(
                        "select *",
                        "from " + tested,
                        where("not ("
                                + test.column()
                                        .map(dialect::quote)
                                        .map(name -> name + " ")
                                        .orElse("") + test.expression().strip() + ")"));
        };
    }

    private String repeated(List<String> columns, String condition) {
        String key = String.join(", ", columns);
        return lines(
                "select " + key + ", count(*) as failing_rows",
                "from " + tested,
                where(condition),
                "group by " + key,
                "having count(*) > 1");
    }

    private String where(String condition) {
        return where(condition, "");
    }

    private String where(String condition, String before) {
        String both = List.of(test.where().isBlank() ? "" : "(" + test.where().strip() + ")", condition).stream()
                .filter(text -> !text.isEmpty())
                .collect(joining(" and "));
        return both.isEmpty() ? "" : before + "where " + both;
    }

    private String accepted() {
        return test.values().stream().map(dialect::literal).collect(joining(", "));
    }

    /** Values are compared as text, so that they need not be told apart in YAML. */
    private String text(String column) {
        return "cast(" + column + " as " + dialect.typeName(SqlType.varchar()) + ")";
    }

    private String column() {
        return dialect.quote(test.column().orElseThrow());
    }

    private String field() {
        return dialect.quote(test.field());
    }

    private static String lines(String... lines) {
        return List.of(lines).stream().filter(line -> !line.isEmpty()).collect(joining("\n")) + "\n";
    }
}
