package dev.caravan.pipeline.site;

import java.io.IOException;
import java.util.SortedMap;

/** Rows of analyses. */
final class Tables {
    Tables(Manifests manifests, Looking looking, Versions versions) {}

    TablePage page(TableQuestion question) {
        throw new UnsupportedOperationException();
    }

    void rows(TableQuestion question, RowSink sink) throws IOException {
        throw new UnsupportedOperationException();
    }

    Columnar data(String analysis, SortedMap<String, String> parameters) {
        throw new UnsupportedOperationException();
    }
}
