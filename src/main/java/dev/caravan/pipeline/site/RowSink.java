package dev.caravan.pipeline.site;

import java.io.IOException;
import java.util.List;

/** Takes an answer row by row: its columns first, once. */
public interface RowSink {
    void columns(List<ResultColumn> columns) throws IOException;

    void row(List<Cell> cells) throws IOException;
}
