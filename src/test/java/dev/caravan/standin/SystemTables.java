package dev.caravan.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * What stands behind the system views. Written over connections of its own, so that a row stays when the session that
 * caused it rolls back, as on Redshift. Thread-safe.
 */
final class SystemTables {
    private final DataSource dataSource;

    private SystemTables(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    static SystemTables install(EmbeddedPostgres postgres, String database, String user) throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + database + " with (force)");
            statement.execute("do $$ begin create role " + user
                    + " superuser login; exception when duplicate_object then null; end $$");
            statement.execute("create database " + database
                    + " template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'");
            // Text sorts by its bytes, backslashes escape, and a transaction sees the snapshot it began with.
            for (String setting : List.of(
                    "standard_conforming_strings = off",
                    "escape_string_warning = off",
                    "backslash_quote = on",
                    "default_transaction_isolation = 'repeatable read'",
                    "timezone = 'UTC'",
                    "client_min_messages = warning")) {
                statement.execute("alter database " + database + " set " + setting);
            }
        } catch (SQLException failed) {
            throw new IOException("the stand-in's database cannot be made", failed);
        }
        DataSource dataSource = postgres.getDatabase("postgres", database);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String script : List.of("engine.sql", "functions.sql", "catalog.sql")) {
                statement.execute("set standard_conforming_strings = on");
                statement.execute(script(script));
            }
        } catch (SQLException failed) {
            throw new IOException("the stand-in's schema cannot be made", failed);
        }
        return new SystemTables(dataSource);
    }

    /** Whether a statement asks for queries that ran, so that those of a moment ago must be written first. */
    static boolean readsHistory(Sql sql) {
        return sql.tokens().stream()
                .map(token -> token.text().toLowerCase(Locale.ROOT))
                .anyMatch(word ->
                        word.equals("stl_query") || word.equals("sys_query_history") || word.equals("stl_querytext"));
    }

    void write(List<History.Entry> entries) {
        inTable("insert into pg_standin.query values (?, ?, ?, ?, ?, ?, ?)", insert -> {
            for (History.Entry entry : entries) {
                insert.setLong(1, entry.id());
                insert.setString(2, entry.label());
                insert.setInt(3, entry.session());
                insert.setTimestamp(4, timestamp(entry.started()));
                insert.setTimestamp(5, timestamp(entry.ended()));
                insert.setString(6, entry.sql());
                insert.setString(7, entry.failure());
                insert.addBatch();
            }
            insert.executeBatch();
        });
    }

    void write(LoadError error) {
        inTable(
                "insert into pg_standin.load_error values (100, 0, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                insert -> {
                    insert.setInt(1, error.tableId());
                    insert.setTimestamp(2, timestamp(error.started()));
                    insert.setInt(3, error.session());
                    insert.setLong(4, error.query());
                    insert.setString(5, error.fileName());
                    insert.setLong(6, error.line());
                    insert.setString(7, error.column());
                    insert.setString(8, error.type());
                    insert.setString(9, error.length());
                    insert.setInt(10, error.position());
                    insert.setString(11, cut(error.rawLine()));
                    insert.setString(12, cut(error.rawValue()));
                    insert.setInt(13, error.reason().code());
                    insert.setString(14, error.reason().text());
                    insert.setInt(15, error.field());
                    insert.executeUpdate();
                });
    }

    private void inTable(String sql, Insert work) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            work.with(insert);
        } catch (SQLException failed) {
            throw new IllegalStateException("the stand-in cannot write its system tables", failed);
        }
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    private static String cut(String text) {
        return text.length() <= 1024 ? text : text.substring(0, 1024);
    }

    private static String script(String name) throws IOException {
        try (InputStream script = SystemTables.class.getResourceAsStream("/standin/" + name)) {
            return new String(script.readAllBytes(), UTF_8);
        }
    }

    private interface Insert {
        void with(PreparedStatement insert) throws SQLException;
    }
}
