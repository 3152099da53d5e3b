package dev.caravan.warehouse;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server of this machine's own, ended with the JVM; one database a test, owned by a role with no other rights. */
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final EmbeddedPostgres server;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static TestPostgres start() throws IOException {
        TestPostgres started = new TestPostgres(EmbeddedPostgres.builder().start());
        Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
        started.administer("create role caravan login");
        return started;
    }

    /** The URL of a new, empty database. */
    public String createDatabase() {
        return createDatabase("");
    }

    /** @param options what {@code create database} takes besides the owner */
    public String createDatabase(String options) {
        String name = "warehouse" + DATABASES.incrementAndGet();
        administer("create database " + name + " owner caravan " + options);
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
    }

    public int port() {
        return server.getPort();
    }

    public void administer(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
