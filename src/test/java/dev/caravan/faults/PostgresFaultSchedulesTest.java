package dev.caravan.faults;

import dev.caravan.warehouse.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;

class PostgresFaultSchedulesTest extends FaultSchedulesContract {
    private static TestPostgres postgres;

    private String template;

    @BeforeAll
    static void start() throws IOException {
        postgres = TestPostgres.start();
    }

    @Override
    String warehouse() {
        return "postgres";
    }

    @Override
    public Optional<Map<String, String>> template(Path directory) {
        template = postgres.createDatabase();
        return Optional.of(PostgresArena.settings(template));
    }

    @Override
    public Arena open(Path directory, boolean migrated, Supplier<PlannedFaults> faults) throws IOException {
        return new PostgresArena(postgres, template, migrated, faults);
    }

    @Override
    public boolean onS3(long seed) {
        return seed % 3 != 0;
    }
}
