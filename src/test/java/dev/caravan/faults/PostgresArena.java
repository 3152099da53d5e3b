package dev.caravan.faults;

import dev.caravan.warehouse.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.sql.DriverManager;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A database of a real PostgreSQL, behind a proxy. */
final class PostgresArena implements Arena {
    private final TestPostgres server;
    private final String template;
    private final String database;
    private final FaultyProxy proxy;

    /** @param template the URL of a database that is migrated */
    PostgresArena(TestPostgres server, String template, boolean migrated, Supplier<PlannedFaults> faults)
            throws IOException {
        this.server = server;
        this.template = template.substring(template.lastIndexOf('/') + 1);
        database = migrated ? copy() : server.createDatabase();
        proxy = new FaultyProxy(address().getPort(), faults, () -> {});
    }

    private URI address() {
        return URI.create(database.substring("jdbc:".length()));
    }

    @Override
    public Set<FaultKind> kinds() {
        return EnumSet.of(
                FaultKind.STATEMENT_IS_CANCELLED,
                FaultKind.CONNECTION_LOST_BEFORE_STATEMENT,
                FaultKind.CONNECTION_LOST_DURING_STATEMENT,
                FaultKind.COPY_BREAKS_OFF,
                FaultKind.LEDGER_FAILS,
                FaultKind.COMMIT_IS_LOST,
                FaultKind.COMMIT_STANDS_UNANSWERED,
                FaultKind.LOAD_COMMIT_IS_LOST,
                FaultKind.LOAD_COMMIT_STANDS_UNANSWERED,
                FaultKind.LOAD_COMMIT_ARRIVES_LATE);
    }

    @Override
    public Map<String, String> settings() {
        return settings(
                "jdbc:postgresql://localhost:" + proxy.port() + address().getPath());
    }

    @Override
    public Map<String, String> settingsOfProcess() {
        return settings(database);
    }

    @Override
    public Map<String, String> undisturbed() {
        return settings(copy());
    }

    private String copy() {
        return server.createDatabase("template " + template);
    }

    static Map<String, String> settings(String url) {
        return Map.of("warehouse.url", url, "warehouse.user", "caravan", "warehouse.connect-timeout", "2s");
    }

    @Override
    public void kill() {
        proxy.cutAll();
    }

    /** Sessions whose client is gone end when the server notices. */
    @Override
    public void mend() {
        left();
    }

    @Override
    public List<String> left() {
        return OtherSessions.awaitNone(() -> DriverManager.getConnection(database, "postgres", ""));
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
