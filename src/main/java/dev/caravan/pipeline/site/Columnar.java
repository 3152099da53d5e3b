package dev.caravan.pipeline.site;

import java.util.List;

/**
 * An answer column by column, as charts take it.
 *
 * @param data one list of cells for each column, all of the same length
 * @param truncated whether there were more rows than an answer may have
 */
public record Columnar(List<ResultColumn> columns, List<List<Cell>> data, boolean truncated) implements Answers.Sized {
    public Columnar {
        columns = List.copyOf(columns);
        data = List.copyOf(data);
    }

    @Override
    public int cells() {
        return data.stream().mapToInt(List::size).sum();
    }
}
