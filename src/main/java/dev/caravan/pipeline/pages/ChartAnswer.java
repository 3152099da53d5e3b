package dev.caravan.pipeline.pages;

import dev.caravan.pipeline.site.Columnar;
import java.util.List;
import java.util.Optional;

/**
 * An analysis's rows column by column, for charts.
 *
 * @param truncated whether there were more rows than an answer may have
 */
public record ChartAnswer(List<ColumnAnswer> columns, List<List<Optional<Object>>> data, boolean truncated) {
    public ChartAnswer {
        columns = List.copyOf(columns);
        data = List.copyOf(data);
    }

    static ChartAnswer of(Columnar columnar) {
        return new ChartAnswer(
                ColumnAnswer.of(columnar.columns()), Cells.forCharts(columnar.data()), columnar.truncated());
    }
}
