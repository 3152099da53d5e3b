package dev.caravan.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

class DuckDbFaultSchedulesTest extends FaultSchedulesContract {
    private Path template;

    @Override
    String warehouse() {
        return "duckdb";
    }

    @Override
    public Optional<Map<String, String>> template(Path directory) {
        template = directory.resolve("template.duckdb");
        return Optional.of(Map.of("warehouse.url", "jdbc:duckdb:" + template));
    }

    @Override
    public Arena open(Path directory, boolean migrated, Supplier<PlannedFaults> faults) throws IOException {
        return new DuckDbArena(directory, template, migrated, faults);
    }

    @Override
    public boolean onS3(long seed) {
        return seed % 2 == 0;
    }
}
