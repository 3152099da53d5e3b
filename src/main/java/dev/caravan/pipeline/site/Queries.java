package dev.caravan.pipeline.site;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.sql.Column;
import dev.caravan.warehouse.ReadTimeoutException;
import dev.caravan.warehouse.Row;
import dev.caravan.warehouse.Transaction.ResultReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Selects that anybody wrote, held to limits of rows and size. */
final class Queries {
    private static final String MAX_ROWS = "query.max-rows";
    private static final String MAX_CELL = "query.max-cell";
    private static final String MAX_SIZE = "query.max-size";
    private static final int MAX_ROWS_IF_NOT_SET = 10_000;
    private static final int MAX_CELL_IF_NOT_SET = 10_000;
    private static final long MAX_SIZE_IF_NOT_SET = 16L << 20;
    private static final int MOST_COLUMNS = 500;
    private static final int LONGEST_SQL = 100_000;
    private static final String PLACE = "query";

    private final Looking looking;
    private final int mostRows;
    private final int longestCell;
    private final long mostCharacters;

    Queries(Looking looking, Environment environment) {
        this.looking = looking;
        mostRows = atLeastOne(environment, MAX_ROWS, MAX_ROWS_IF_NOT_SET);
        longestCell = atLeastOne(environment, MAX_CELL, MAX_CELL_IF_NOT_SET);
        mostCharacters = environment.sizeBytes(MAX_SIZE, MAX_SIZE_IF_NOT_SET);
    }

    private static int atLeastOne(Environment environment, String key, int otherwise) {
        int number = environment.integer(key, otherwise);
        if (number < 1) {
            throw new CaravanException(
                    environment.problem(key, "is \"" + number + "\"", "Give a whole number from 1 on."));
        }
        return number;
    }

    QueryResult run(String sql, long maxRows) {
        if (sql.isBlank()) {
            throw new QuestionException(Problem.at(PLACE, "is empty", "Give one select."));
        }
        if (sql.length() > LONGEST_SQL) {
            throw new QuestionException(Problem.at(
                    PLACE, "has " + sql.length() + " characters", "Give one select of at most " + LONGEST_SQL + "."));
        }
        long most = Math.max(1, Math.min(maxRows, mostRows));
        long begin = System.nanoTime();
        Gathering rows = new Gathering(most);
        try {
            looking.longRead(PLACE, () -> {
                looking.reads().query(sql, most + 1, longestCell, rows);
                return rows;
            });
        } catch (QuestionException | ReadTimeoutException e) {
            throw e;
        } catch (CaravanException e) {
            throw new QuestionException(e.problems().get(0), e);
        }
        return new QueryResult(
                rows.columns.stream()
                        .map(column -> new ResultColumn(column.name(), column.type(), ""))
                        .toList(),
                rows.rows,
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private final class Gathering implements ResultReader {
        private final long most;
        private final List<List<Cell>> rows = new ArrayList<>();
        private List<Column> columns = List.of();
        private long characters;

        Gathering(long most) {
            this.most = most;
        }

        @Override
        public void columns(List<Column> told) {
            if (told.size() > MOST_COLUMNS) {
                throw new QuestionException(Problem.at(
                        PLACE, "the query gives " + told.size() + " columns", "Ask for at most " + MOST_COLUMNS + "."));
            }
            columns = told;
        }

        @Override
        public void row(Row row) {
            if (rows.size() == most) {
                throw new QuestionException(Problem.at(
                        PLACE,
                        "the query gives more than " + most + " rows",
                        "Add \"limit " + most + "\", or sum them up; " + MAX_ROWS + " of the environment is " + mostRows
                                + "."));
            }
            List<Cell> cells =
                    Cells.of(row, columns).stream().map(this::shortened).toList();
            for (Cell cell : cells) {
                characters += cell instanceof Cell.Text text ? text.value().length() : Long.BYTES;
            }
            if (characters > mostCharacters) {
                throw new QuestionException(Problem.at(
                        PLACE,
                        "the query gives more than " + (mostCharacters >> 20) + " MB",
                        "Ask for fewer rows or columns; " + MAX_SIZE + " of the environment says the limit."));
            }
            rows.add(cells);
        }

        private Cell shortened(Cell cell) {
            return cell instanceof Cell.Text text && text.value().length() > longestCell
                    ? new Cell.Text(
                            text.value().substring(0, longestCell) + "… (cut off after " + longestCell + " characters)")
                    : cell;
        }
    }
}
