package dev.caravan.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.caravan.cli.TextTable.Align;
import dev.caravan.sql.Column;
import dev.caravan.sql.SqlType.Kind;
import dev.caravan.warehouse.Row;
import dev.caravan.warehouse.Transaction.ResultReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints the rows of a result: a table holds them until the end, CSV and JSON lines stream. */
abstract sealed class ResultPrinter implements ResultReader {
    private static final long ROWS_OF_A_TABLE = 1000;

    final Terminal terminal;
    List<Column> columns = List.of();
    long rows;

    /** The forms that {@code --format} takes. */
    enum Format {
        table,
        csv,
        json;

        long mostRows() {
            return this == table ? ROWS_OF_A_TABLE : Long.MAX_VALUE;
        }
    }

    private ResultPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    static ResultPrinter of(Format format, Terminal terminal) {
        return switch (format) {
            case table -> new AsTable(terminal);
            case csv -> new AsCsv(terminal);
            case json -> new AsJson(terminal);
        };
    }

    @Override
    public void columns(List<Column> all) {
        columns = List.copyOf(all);
    }

    @Override
    public void row(Row row) {
        rows++;
        List<Optional<String>> values = new ArrayList<>(columns.size());
        for (int i = 1; i <= columns.size(); i++) {
            values.add(row.text(i));
        }
        print(values);
    }

    abstract void print(List<Optional<String>> values);

    void end(long most) {
        terminal.out().flush();
        if (rows == most) {
            terminal.err().println("stopped after " + Lines.rows(rows) + "; --limit N shows more");
        }
    }

    static boolean isNumber(Column column) {
        return switch (column.type().kind()) {
            case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> true;
            case BOOLEAN, VARCHAR, DATE, TIMESTAMP, TIMESTAMP_TZ, OTHER -> false;
        };
    }

    private static final class AsTable extends ResultPrinter {
        private final List<List<String>> lines = new ArrayList<>();

        AsTable(Terminal terminal) {
            super(terminal);
        }

        @Override
        void print(List<Optional<String>> values) {
            lines.add(values.stream().map(value -> value.orElse("∅")).toList());
        }

        @Override
        void end(long most) {
            TextTable table = new TextTable(
                    columns.stream().map(Column::name).toList(),
                    columns.stream()
                            .map(column -> isNumber(column) ? Align.RIGHT : Align.LEFT)
                            .toList());
            lines.forEach(table::add);
            table.print(terminal.out()::println);
            terminal.out().println();
            terminal.out().println(Lines.rows(rows));
            super.end(most);
        }
    }

    private static final class AsCsv extends ResultPrinter {
        private final CsvWriter writer;

        AsCsv(Terminal terminal) {
            super(terminal);
            writer = CsvWriter.builder()
                    .quoteStrategy(QuoteStrategies.EMPTY)
                    .lineDelimiter(LineDelimiter.LF)
                    .build(terminal.out());
        }

        @Override
        public void columns(List<Column> all) {
            super.columns(all);
            writer.writeRecord(all.stream().map(Column::name).toList());
        }

        @Override
        void print(List<Optional<String>> values) {
            writer.writeRecord(values.stream().map(value -> value.orElse(null)).toList());
        }

        @Override
        void end(long most) {
            try {
                writer.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            super.end(most);
        }
    }

    /** One object a line. Numbers keep every digit: they are written as the database prints them. */
    private static final class AsJson extends ResultPrinter {
        private final JsonFactory json = new JsonFactory();

        AsJson(Terminal terminal) {
            super(terminal);
        }

        @Override
        void print(List<Optional<String>> values) {
            StringWriter line = new StringWriter();
            try (JsonGenerator generator = json.createGenerator(line)) {
                generator.writeStartObject();
                for (int i = 0; i < values.size(); i++) {
                    generator.writeFieldName(columns.get(i).name());
                    write(generator, columns.get(i), values.get(i));
                }
                generator.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            terminal.out().println(line);
        }

        private static void write(JsonGenerator generator, Column column, Optional<String> value) throws IOException {
            if (value.isEmpty()) {
                generator.writeNull();
            } else if (isNumber(column)) {
                generator.writeNumber(value.get());
            } else if (column.type().kind() == Kind.BOOLEAN) {
                generator.writeBoolean(Boolean.parseBoolean(value.get()));
            } else {
                generator.writeString(value.get());
            }
        }
    }
}
