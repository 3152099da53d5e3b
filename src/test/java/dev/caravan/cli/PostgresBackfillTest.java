package dev.caravan.cli;

import dev.caravan.warehouse.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class PostgresBackfillTest extends BackfillContract {
    @TempDir
    static Path scratch;

    @Override
    List<String> settings() throws IOException {
        return List.of(
                "warehouse.url=" + TestPostgres.start().createDatabase(),
                "warehouse.user=caravan",
                "landing.uri=" + scratch.resolve("landing").toUri());
    }
}
