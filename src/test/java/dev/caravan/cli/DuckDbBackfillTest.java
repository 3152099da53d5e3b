package dev.caravan.cli;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class DuckDbBackfillTest extends BackfillContract {
    @TempDir
    static Path scratch;

    @Override
    List<String> settings() {
        return List.of(
                "warehouse.url=jdbc:duckdb:" + scratch.resolve("warehouse.duckdb"),
                "landing.uri=" + scratch.resolve("landing").toUri());
    }
}
