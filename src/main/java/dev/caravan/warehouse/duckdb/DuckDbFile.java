package dev.caravan.warehouse.duckdb;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Place;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.WarehouseBusyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * The database file that an environment names, and how it is opened.
 *
 * @param connections how many may be in use at once
 * @param threads how many DuckDB uses; its own choice where empty
 * @param memory how much DuckDB uses before it spills to disk, as DuckDB writes it: {@code 2GB}
 */
record DuckDbFile(Path path, int connections, Optional<String> threads, Optional<String> memory) {
    static final String URL_PREFIX = "jdbc:duckdb:";
    private static final String URL = "warehouse.url";
    // One for each node that runs, and some for the page, for routes that ask, and for the run's own records.
    private static final int CONNECTIONS_BESIDES_NODES = 8;
    private static final Pattern LOCK_HOLDER = Pattern.compile("Conflicting lock is held in (.*?) ?\\(PID (\\d+)\\)");

    static DuckDbFile of(Environment environment, Path root) {
        String name = environment.text(URL).substring(URL_PREFIX.length());
        if (name.isEmpty() || name.startsWith(":")) {
            throw new CaravanException(
                    environment.problem(
                            URL,
                            "names no file",
                            "A warehouse outlives its process: write jdbc:duckdb: and a path, such as jdbc:duckdb:warehouse.duckdb."));
        }
        return new DuckDbFile(
                root.resolve(name).normalize(),
                environment.integer("run.threads", Runtime.getRuntime().availableProcessors())
                        + CONNECTIONS_BESIDES_NODES,
                environment.find("warehouse.threads"),
                environment.find("warehouse.memory"));
    }

    /** Where DuckDB spills, and where parts wait that lie on no disk of this machine. */
    Path temporaryDirectory() {
        return path.resolveSibling(path.getFileName() + ".tmp");
    }

    /** The connection that keeps the database open; the others are made from it. */
    DuckDBConnection open() {
        makeParent();
        try {
            DuckDBConnection connection =
                    DriverManager.getConnection(URL_PREFIX + path).unwrap(DuckDBConnection.class);
            configure(connection);
            return connection;
        } catch (SQLException e) {
            throw unopened(e);
        }
    }

    private void makeParent() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new CaravanException(
                    Problem.at(Place.of(path), "has no directory and none can be made: " + e.getMessage(), ""), e);
        }
    }

    private void configure(Connection connection) throws SQLException {
        List<String> settings = List.of(
                // Nothing is downloaded and no code is loaded behind the operator's back.
                "autoinstall_known_extensions = false",
                "autoload_known_extensions = false",
                "temp_directory = '" + temporaryDirectory().toString().replace("'", "''") + "'");
        for (String setting : settings) {
            set(connection, setting);
        }
        if (threads.isPresent()) {
            set(connection, "threads = " + quoted(threads.get()));
        }
        if (memory.isPresent()) {
            set(connection, "memory_limit = " + quoted(memory.get()));
        }
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static void set(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set global " + setting);
        }
    }

    private CaravanException unopened(SQLException failure) {
        Matcher holder = LOCK_HOLDER.matcher(failure.getMessage());
        if (holder.find()) {
            return new WarehouseBusyException(
                    Problem.at(
                            Place.of(path),
                            "is in use by another process, " + holder.group(1) + " with process id " + holder.group(2),
                            "A DuckDB file belongs to one process at a time. Wait until that one ends, or stop it."),
                    failure);
        }
        return new CaravanException(
                Problem.at(
                        Place.of(path),
                        "cannot be opened as a DuckDB file: "
                                + failure.getMessage().strip(),
                        "Check " + URL + ", warehouse.memory and warehouse.threads of the environment."),
                failure);
    }
}
