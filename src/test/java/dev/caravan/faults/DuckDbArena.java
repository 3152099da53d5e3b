package dev.caravan.faults;

import dev.caravan.warehouse.duckdb.FaultyDuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A DuckDB file. */
final class DuckDbArena implements Arena {
    private final Path directory;
    private final Path file;
    private final Path template;
    private final DuckDbGate gate;

    /** @param template a file that is migrated */
    DuckDbArena(Path directory, Path template, boolean migrated, Supplier<PlannedFaults> faults) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.template = template;
        file = directory.resolve("warehouse.duckdb");
        if (migrated) {
            Files.copy(template, file);
        }
        gate = new DuckDbGate(file, faults);
    }

    @Override
    public Set<FaultKind> kinds() {
        // inside the process there is no connection to lose
        return EnumSet.of(
                FaultKind.STATEMENT_FAILS,
                FaultKind.STATEMENT_IS_CANCELLED,
                FaultKind.LEDGER_FAILS,
                FaultKind.COMMIT_IS_LOST,
                FaultKind.COMMIT_STANDS_UNANSWERED,
                FaultKind.LOAD_COMMIT_IS_LOST,
                FaultKind.LOAD_COMMIT_STANDS_UNANSWERED);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("warehouse.url", FaultyDuckDb.url(file, gate::before));
    }

    @Override
    public Map<String, String> settingsOfProcess() {
        return Map.of("warehouse.url", "jdbc:duckdb:" + file);
    }

    @Override
    public Map<String, String> undisturbed() throws IOException {
        return Map.of("warehouse.url", "jdbc:duckdb:" + Files.copy(template, directory.resolve("undisturbed.duckdb")));
    }

    @Override
    public void kill() {
        gate.kill();
    }

    @Override
    public void mend() throws IOException {
        gate.restore();
    }

    @Override
    public List<String> left() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(one -> directory.relativize(one).toString())
                    .filter(name -> !name.equals("warehouse.duckdb") && !name.equals("undisturbed.duckdb"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
