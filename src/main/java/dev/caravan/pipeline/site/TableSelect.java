package dev.caravan.pipeline.site;

import static java.util.stream.Collectors.joining;

import dev.caravan.compile.Analysis;
import dev.caravan.compile.Analysis.Sorting;
import dev.caravan.project.Problem;
import dev.caravan.project.Suggestion;
import dev.caravan.sql.Column;
import dev.caravan.sql.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one place where something is written around an analysis's select: conditions, order, a part of the rows. Names are
 * those of columns that the warehouse has told of; values are bound.
 */
final class TableSelect {
    private static final int LONGEST_SEARCH = 200;

    private final Analysis analysis;
    private final List<Column> columns;
    private final Dialect dialect;
    private final String from;
    private final List<Object> values;

    TableSelect(Analysis analysis, List<Column> columns, Dialect dialect, TableQuestion question) {
        this.analysis = analysis;
        this.columns = columns;
        this.dialect = dialect;
        Filters filters = filters(question);
        this.from = "\nfrom (\n" + analysis.sql() + ") as caravan__rows"
                + (filters.conditions().isEmpty() ? "" : "\nwhere " + String.join("\n    and ", filters.conditions()));
        List<Object> all = new ArrayList<>(Values.of(analysis, question.parameters()));
        all.addAll(filters.values());
        this.values = List.copyOf(all);
    }

    /** What is bound in each of these selects. */
    Object[] values() {
        return values.toArray();
    }

    String count() {
        return "select count(*)" + from;
    }

    String rows(Optional<String> sort, boolean descending) {
        return "select "
                + columns.stream().map(column -> dialect.quote(column.name())).collect(joining(", ")) + from
                + order(sort, descending);
    }

    String rows(TableQuestion question) {
        return rows(question.sort(), question.descending()) + "\nlimit " + question.limit() + " offset "
                + question.offset();
    }

    private Filters filters(TableQuestion question) {
        List<Problem> problems = new ArrayList<>();
        Filters filters = new Filters(dialect);
        if (question.contains().length() > LONGEST_SEARCH) {
            problems.add(problem("the text that is searched for is too long", "Give at most 200 characters."));
        } else if (!question.contains().isEmpty()) {
            filters.contains(columns, question.contains());
        }
        question.filters().forEach((name, text) -> {
            Optional<Column> column = column(name, problems);
            try {
                if (column.isPresent() && !text.isBlank() && text.length() <= LONGEST_SEARCH) {
                    filters.add(column.get(), text);
                }
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                problems.add(problem("the filter of column \"" + name + "\" is \"" + text + "\"", form(column.get())));
            }
        });
        question.sort().ifPresent(name -> column(name, problems));
        if (question.limit() < 1 || question.limit() > Tables.MOST_ROWS) {
            problems.add(problem(
                    question.limit() + " rows are asked for", "Ask for 1 to " + Tables.MOST_ROWS + " at a time."));
        }
        if (question.offset() < 0) {
            problems.add(problem("the offset is negative", "Count from 0."));
        }
        if (!problems.isEmpty()) {
            throw new QuestionException(problems);
        }
        return filters;
    }

    private static String form(Column column) {
        return switch (ColumnKind.of(column.type())) {
            case TEXT -> "Give a part of the text.";
            case NUMBER -> "Write it as >=1, <=2, =3 or 1..2.";
            case BOOLEAN -> "Give true or false.";
            case TIME, DATE -> "Write it as >=2026-01-01, <=2026-01-31, =2026-01-31 or 2026-01-01..2026-01-31.";
        };
    }

    private Optional<Column> column(String name, List<Problem> problems) {
        Optional<Column> found =
                columns.stream().filter(column -> column.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            List<String> names = columns.stream().map(Column::name).toList();
            problems.add(problem(
                    "there is no column \"" + name + "\"",
                    Suggestion.didYouMean(name, names, "There are " + String.join(", ", names) + ".")));
        }
        return found;
    }

    private Problem problem(String what, String remedy) {
        return Problem.at(analysis.name(), what, remedy);
    }

    /** What was asked for, then the analysis's own order, so that a row stands on one page alone. */
    private String order(Optional<String> sort, boolean descending) {
        Map<String, Boolean> order = new LinkedHashMap<>();
        sort.ifPresent(column -> order.put(column, descending));
        for (Sorting sorting : analysis.orderBy()) {
            order.putIfAbsent(sorting.column(), sorting.descending());
        }
        return order.isEmpty()
                ? ""
                : order.entrySet().stream()
                        .map(one -> dialect.quote(one.getKey()) + (one.getValue() ? " desc" : "") + " nulls last")
                        .collect(joining(", ", "\norder by ", ""));
    }
}
