package dev.caravan.warehouse.postgres;

import static java.util.stream.Collectors.joining;

import com.github.luben.zstd.ZstdInputStream;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.sql.Dialect;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.CopyFile;
import dev.caravan.warehouse.CopyRefusedException;
import dev.caravan.warehouse.CopyRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;
import org.postgresql.util.ServerErrorMessage;

/** Streams parts into a raw table, unzipped on the way; nothing is spooled. Safe to use from many threads. */
final class PostgresCopy {
    private static final int BUFFER_BYTES = 1 << 16;
    // COPY coins, line 4711, column rank: "abc"; the words are in the server's language
    private static final Pattern WHERE =
            Pattern.compile("COPY [^,]+, \\S+ (\\d+)(?:, \\S+ ([^:,]+))?.*", Pattern.DOTALL);

    private final Dialect dialect;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    PostgresCopy(Dialect dialect) {
        this.dialect = dialect;
    }

    long into(Connection connection, CopyRequest request) {
        String sql = "copy " + request.into().render(dialect) + " ("
                + request.columns().stream().map(dialect::quote).collect(joining(", "))
                + ") from stdin with (format csv, header true, null '', encoding 'UTF8')";
        long rows = 0;
        for (CopyFile file : request.files()) {
            rows += into(connection, sql, file);
        }
        if (rows > 0) {
            refreshStatistics(connection, request.into());
        }
        return rows;
    }

    /**
     * COPY runs as no {@link java.sql.Statement}. The driver does not hear of a cancellation while it has bytes to send, so
     * the bytes end, too; the server is told for the case that it waits for a lock and takes none.
     */
    void cancelRunning() {
        for (Running copy : running) {
            copy.bytes.cancel();
            try {
                copy.connection.cancelQuery();
            } catch (SQLException e) {
                // It ended between being listed and being cancelled.
                if (running.contains(copy)) {
                    throw PostgresFailures.of(e);
                }
            }
        }
    }

    private long into(Connection connection, String sql, CopyFile file) {
        try (CancellableStream bytes = new CancellableStream(unzipped(file))) {
            Running copy = new Running(connection.unwrap(PGConnection.class), bytes);
            running.add(copy);
            try {
                return copy.connection.getCopyAPI().copyIn(sql, bytes, BUFFER_BYTES);
            } finally {
                running.remove(copy);
            }
        } catch (SQLException e) {
            throw atItsLine(e, file);
        } catch (CancelledException e) {
            throw new CaravanException(Problem.at(file.name(), e.getMessage(), ""), e);
        } catch (IOException e) {
            throw new CopyRefusedException(
                    Problem.at(
                            file.name(),
                            "cannot be read: " + e.getMessage(),
                            "Check the way to the landing; if the part is damaged there, land the data again."),
                    e);
        }
    }

    private void refreshStatistics(Connection connection, Relation table) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(new PostgresStatistics(dialect).refresh(table));
        } catch (SQLException e) {
            throw PostgresFailures.of(e);
        }
    }

    private static InputStream unzipped(CopyFile file) throws IOException {
        InputStream bytes = file.open();
        try {
            if (file.name().endsWith(".gz")) {
                return new GZIPInputStream(bytes, BUFFER_BYTES);
            }
            return file.name().endsWith(".zst") ? new ZstdInputStream(bytes) : bytes;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static CaravanException atItsLine(SQLException failure, CopyFile file) {
        Matcher where = WHERE.matcher(PostgresFailures.server(failure)
                .map(ServerErrorMessage::getWhere)
                .orElse(""));
        if (!PostgresFailures.isOfTheData(failure)) {
            return PostgresFailures.of(failure);
        }
        if (!where.matches()) {
            return new CopyRefusedException(
                    Problem.at(file.name(), PostgresFailures.message(failure), PostgresFailures.remedy(failure)),
                    failure);
        }
        String column = where.group(2) == null ? "" : ", column " + where.group(2);
        return new CopyRefusedException(
                Problem.at(
                        file.name() + ", line " + where.group(1) + column,
                        PostgresFailures.message(failure),
                        "The part does not fit the table: land the data again, or widen the column by a migration."),
                failure);
    }

    private record Running(PGConnection connection, CancellableStream bytes) {}

    private static final class CancellableStream extends FilterInputStream {
        private volatile boolean cancelled;

        CancellableStream(InputStream bytes) {
            super(bytes);
        }

        void cancel() {
            cancelled = true;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (cancelled) {
                throw new CancelledException();
            }
            return super.read(into, offset, length);
        }
    }

    private static final class CancelledException extends IOException {
        CancelledException() {
            super("the copy was cancelled");
        }
    }
}
