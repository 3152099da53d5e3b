package dev.caravan.faults;

import dev.caravan.standin.RedshiftStandIn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** The stand-in of Redshift, behind a proxy; the real driver goes through both. */
final class RedshiftArena implements Arena {
    private final EmbeddedPostgres server;
    private final EmbeddedPostgres other;
    private final S3Client s3;
    private final RedshiftStandIn standIn;
    private final FaultyProxy proxy;

    /**
     * @param other where the undisturbed warehouse is made
     * @param s3 what COPY reads by
     */
    RedshiftArena(EmbeddedPostgres server, EmbeddedPostgres other, S3Client s3, Supplier<PlannedFaults> faults)
            throws IOException {
        this.server = server;
        this.other = other;
        this.s3 = s3;
        standIn = RedshiftStandIn.start(server, s3);
        proxy = new FaultyProxy(
                standIn.port(), faults, () -> standIn.faults().serializationConflict(statement -> true));
    }

    @Override
    public Set<FaultKind> kinds() {
        return EnumSet.of(
                FaultKind.STATEMENT_IS_CANCELLED,
                FaultKind.STATEMENT_MEETS_A_CONFLICT,
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
        return settings(proxy.port());
    }

    @Override
    public Map<String, String> settingsOfProcess() {
        return settings(standIn.port());
    }

    @Override
    public Map<String, String> undisturbed() throws IOException {
        return settings(RedshiftStandIn.start(other, s3).port());
    }

    private static Map<String, String> settings(int port) {
        return Map.of(
                "warehouse.url",
                "jdbc:redshift://localhost:" + port + "/" + RedshiftStandIn.DATABASE + "?ssl=false",
                "warehouse.user",
                RedshiftStandIn.USER,
                "warehouse.password",
                "any",
                "warehouse.connect-timeout",
                "2s");
    }

    @Override
    public void kill() {
        proxy.cutAll();
    }

    @Override
    public void mend() {
        standIn.faults().clear();
        OtherSessions.awaitNone(this::connect);
        letLeasesRunOut();
    }

    /** As if a minute and a half had gone by, after which the lock of a killed run is nobody's. */
    void letLeasesRunOut() {
        query("select to_regclass('caravan.run_lock')::text").stream()
                .filter(table -> !table.equals("null"))
                .forEach(table -> query("update " + table + " set ends_at = since returning token"));
    }

    @Override
    public List<String> left() {
        List<String> left = new ArrayList<>(OtherSessions.awaitNone(this::connect));
        left.addAll(query("select 'run lock of ' || holder from caravan.run_lock"));
        return left;
    }

    private List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (result.next()) {
                found.add(String.valueOf(result.getString(1)));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return server.getDatabase("postgres", RedshiftStandIn.DATABASE).getConnection();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        standIn.close();
    }
}
