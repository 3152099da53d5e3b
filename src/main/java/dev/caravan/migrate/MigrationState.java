package dev.caravan.migrate;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Remembers in the warehouse which changelogs it was brought to, so that Liquibase, whose classes alone take a second to
 * load, is started only when a file changed.
 */
final class MigrationState {
    private static final String TABLE = QuietLiquibase.SCHEMA + ".migration_state";

    private final Project project;
    private final Warehouse warehouse;
    private final String environment;
    private final List<String> statements;

    /** @param statements what is run besides the changelogs */
    MigrationState(Project project, Warehouse warehouse, String environment, List<String> statements) {
        this.project = project;
        this.warehouse = warehouse;
        this.environment = environment;
        this.statements = List.copyOf(statements);
    }

    boolean isCurrent() {
        return warehouse.inTransaction(tx -> {
            boolean known = tx.query(
                                    "select count(*) from information_schema.tables where table_schema = ? and table_name = ?",
                                    row -> row.number(1),
                                    QuietLiquibase.SCHEMA,
                                    "migration_state")
                            .get(0)
                    > 0;
            return known
                    && tx.query("select checksum from " + TABLE, row -> row.text(1)
                                    .orElse(""))
                            .equals(List.of(checksum()));
        });
    }

    void remember() {
        String checksum = checksum();
        warehouse.inTransaction(tx -> {
            tx.execute("create table if not exists " + TABLE + " (checksum varchar(64) not null)");
            tx.execute("delete from " + TABLE);
            return tx.execute("insert into " + TABLE + " values (?)", checksum);
        });
    }

    void forget() {
        warehouse.inTransaction(tx -> tx.execute("drop table if exists " + TABLE));
    }

    /** Contexts and {@code dbms} choose changesets too, so the environment and the dialect count like a file. */
    private String checksum() {
        MessageDigest digest = sha256();
        add(digest, environment.getBytes(StandardCharsets.UTF_8));
        add(digest, warehouse.dialect().name().getBytes(StandardCharsets.UTF_8));
        statements.forEach(sql -> add(digest, sql.getBytes(StandardCharsets.UTF_8)));
        try (Stream<Path> files = Files.walk(project.migrations())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(digest, project.relative(file).toString().getBytes(StandardCharsets.UTF_8));
                add(digest, Files.readAllBytes(file));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CaravanException(
                    Problem.at(
                            Place.of(project.relative(project.migrations())), "cannot be read: " + e.getMessage(), ""),
                    e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The length before the bytes keeps two neighbours from being read as one. */
    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
