package dev.caravan.pipeline.site;

import dev.caravan.compile.Analysis;
import dev.caravan.compile.ColumnProperties;
import dev.caravan.compile.Model;
import dev.caravan.pipeline.site.Versions.Version;
import dev.caravan.project.Problem;
import dev.caravan.project.Suggestion;
import dev.caravan.sql.Column;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Row;
import dev.caravan.warehouse.Transaction.ResultReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows of analyses: pages, columns for charts, and all of them. Equal questions about the same data are asked once. */
final class Tables {
    static final int MOST_ROWS = 10_000;
    // whoever downloads slowly keeps a connection for as long
    private static final Duration OF_ALL_ROWS = Duration.ofMinutes(10);

    private final Manifests manifests;
    private final Looking looking;
    private final Versions versions;
    private final Answers answers = new Answers();

    Tables(Manifests manifests, Looking looking, Versions versions) {
        this.manifests = manifests;
        this.looking = looking;
        this.versions = versions;
    }

    TablePage page(TableQuestion question) {
        Analysis analysis = analysis(question.analysis());
        return answers.of(key(analysis, question), TablePage.class, () -> ask(analysis, question));
    }

    Columnar data(String name, SortedMap<String, String> parameters) {
        Analysis analysis = analysis(name);
        TableQuestion question = everything(name, parameters);
        return answers.of(key(analysis, question) + " data", Columnar.class, () -> columnar(analysis, question));
    }

    /** Another text wherever the rows of an analysis may have changed. */
    String version(String name) {
        return version(analysis(name));
    }

    void rows(TableQuestion question, RowSink sink) throws IOException {
        Analysis analysis = analysis(question.analysis());
        TableSelect select = select(analysis, everythingOf(question));
        try {
            looking.longRead(analysis.name(), () -> looking.reads().read(OF_ALL_ROWS, transaction -> {
                transaction.stream(
                        select.rows(question.sort(), question.descending()),
                        Long.MAX_VALUE,
                        new Pouring(analysis, sink),
                        select.values());
                return sink;
            }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private TablePage ask(Analysis analysis, TableQuestion question) {
        TableSelect select = select(analysis, question);
        return looking.reads().read(transaction -> {
            Gathering rows = new Gathering();
            transaction.select(select.rows(question), rows, select.values());
            boolean whole = rows.rows.size() < question.limit() && (question.offset() == 0 || !rows.rows.isEmpty());
            long total = whole
                    ? question.offset() + rows.rows.size()
                    : transaction
                            .query(select.count(), row -> row.number(1), select.values())
                            .get(0);
            return new TablePage(
                    analysis.name(),
                    title(analysis),
                    analysis.description(),
                    described(analysis, rows.columns),
                    rows.rows,
                    total,
                    question.offset(),
                    question.limit());
        });
    }

    private Columnar columnar(Analysis analysis, TableQuestion question) {
        TableSelect select = select(analysis, question);
        return looking.reads().read(transaction -> {
            Gathering rows = new Gathering();
            transaction.select(
                    select.rows(Optional.empty(), false) + "\nlimit " + (MOST_ROWS + 1), rows, select.values());
            boolean truncated = rows.rows.size() > MOST_ROWS;
            List<List<Cell>> shown = truncated ? rows.rows.subList(0, MOST_ROWS) : rows.rows;
            List<List<Cell>> data = new ArrayList<>();
            for (int i = 0; i < rows.columns.size(); i++) {
                int column = i;
                data.add(shown.stream().map(row -> row.get(column)).toList());
            }
            return new Columnar(described(analysis, rows.columns), data, truncated);
        });
    }

    private TableSelect select(Analysis analysis, TableQuestion question) {
        // what is wrong with the parameters is told without the warehouse
        Values.of(analysis, question.parameters());
        return new TableSelect(analysis, columns(analysis), looking.dialect(), question);
    }

    private List<Column> columns(Analysis analysis) {
        checkThere(analysis);
        return answers.of(
                        version(analysis) + " " + analysis.id(),
                        Described.class,
                        () -> new Described(looking.reads().read(transaction -> transaction.describe(analysis.sql()))))
                .columns();
    }

    private void checkThere(Analysis analysis) {
        for (var id : analysis.dependsOn()) {
            if (manifests.current().nodes().get(id) instanceof Model model) {
                Relation relation = model.relation();
                if (looking.catalog(versions.current().all()).find(relation).isEmpty()) {
                    throw new QuestionException(Problem.at(
                            analysis.name(),
                            relation + " is not there yet",
                            "It is made by the first run: caravan run."));
                }
            }
        }
    }

    private Analysis analysis(String name) {
        return manifests.current().analysis(name).orElseThrow(() -> {
            List<String> names =
                    manifests.current().analyses().stream().map(Analysis::name).toList();
            return new NotFoundException(Problem.at(
                    "analyses",
                    "there is no analysis \"" + name + "\"",
                    Suggestion.didYouMean(name, names, "There are " + String.join(", ", names) + ".")));
        });
    }

    private String key(Analysis analysis, TableQuestion question) {
        return version(analysis) + " " + question;
    }

    private String version(Analysis analysis) {
        Version version = versions.current();
        return manifests.version() + " "
                + (manifests.current().readsSources(analysis) ? version.all() : version.built());
    }

    private static TableQuestion everything(String name, SortedMap<String, String> parameters) {
        return new TableQuestion(name, parameters, "", Optional.empty(), false, new TreeMap<>(), 0, MOST_ROWS);
    }

    private static TableQuestion everythingOf(TableQuestion question) {
        return new TableQuestion(
                question.analysis(),
                question.parameters(),
                question.contains(),
                question.sort(),
                question.descending(),
                question.filters(),
                0,
                MOST_ROWS);
    }

    private static String title(Analysis analysis) {
        String text = analysis.description();
        int end = text.indexOf(". ");
        String first = end < 0 ? text : text.substring(0, end);
        return first.isEmpty() ? analysis.name() : first.replaceFirst("\\.$", "");
    }

    private static List<ResultColumn> described(Analysis analysis, List<Column> columns) {
        Map<String, String> descriptions = new TreeMap<>();
        for (ColumnProperties column : analysis.columns()) {
            descriptions.put(column.name(), column.description());
        }
        return columns.stream()
                .map(column ->
                        new ResultColumn(column.name(), column.type(), descriptions.getOrDefault(column.name(), "")))
                .toList();
    }

    /** The columns of an analysis, as the warehouse tells them. */
    private record Described(List<Column> columns) implements Answers.Sized {
        @Override
        public int cells() {
            return columns.size();
        }
    }

    private static final class Gathering implements ResultReader {
        private List<Column> columns = List.of();
        private final List<List<Cell>> rows = new ArrayList<>();

        @Override
        public void columns(List<Column> told) {
            columns = told;
        }

        @Override
        public void row(Row row) {
            rows.add(Cells.of(row, columns));
        }
    }

    private static final class Pouring implements ResultReader {
        private final Analysis analysis;
        private final RowSink sink;
        private List<Column> columns = List.of();

        Pouring(Analysis analysis, RowSink sink) {
            this.analysis = analysis;
            this.sink = sink;
        }

        @Override
        public void columns(List<Column> told) {
            columns = told;
            try {
                sink.columns(described(analysis, told));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void row(Row row) {
            try {
                sink.row(Cells.of(row, columns));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
