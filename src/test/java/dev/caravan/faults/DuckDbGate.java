package dev.caravan.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Stands between the pool and an embedded database, where there is no wire to cut. A kill copies the file and its log
 * between two statements, which is what a killed process leaves of them, and {@link #restore} puts the copies back when the
 * database is closed.
 */
final class DuckDbGate {
    private static final long CANCEL_AFTER_MILLIS = 2;

    private final Path file;
    private final Supplier<PlannedFaults> faults;
    private final ReadWriteLock running = new ReentrantReadWriteLock();
    private volatile boolean killed;

    DuckDbGate(Path file, Supplier<PlannedFaults> faults) {
        this.file = file;
        this.faults = faults;
    }

    DataSource before(DataSource database) {
        return proxy(DataSource.class, database, (method, arguments) -> {
            Object result = method.invoke(database, arguments);
            return result instanceof Connection connection ? before(connection) : result;
        });
    }

    void kill() {
        running.writeLock().lock();
        try {
            killed = true;
            for (Path one : files()) {
                if (Files.exists(one)) {
                    Files.copy(one, copy(one), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running.writeLock().unlock();
        }
    }

    void restore() throws IOException {
        if (!killed) {
            return;
        }
        killed = false;
        for (Path one : files()) {
            Files.deleteIfExists(one);
            if (Files.exists(copy(one))) {
                Files.move(copy(one), one);
            }
        }
    }

    private List<Path> files() {
        return List.of(file, file.resolveSibling(file.getFileName() + ".wal"));
    }

    private static Path copy(Path one) {
        return one.resolveSibling(one.getFileName() + ".killed");
    }

    private Connection before(Connection connection) {
        Sent sent = new Sent(faults.get());
        return proxy(Connection.class, connection, (method, arguments) -> switch (method.getName()) {
            case "prepareStatement" ->
                statement(
                        PreparedStatement.class,
                        (PreparedStatement) method.invoke(connection, arguments),
                        Optional.of((String) arguments[0]),
                        sent);
            case "createStatement" ->
                statement(Statement.class, (Statement) method.invoke(connection, arguments), Optional.empty(), sent);
            case "commit" -> run("commit", sent, Optional.empty(), () -> method.invoke(connection, arguments));
            default -> method.invoke(connection, arguments);
        });
    }

    private <S extends Statement> S statement(Class<S> type, S statement, Optional<String> prepared, Sent sent) {
        return proxy(type, statement, (method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return method.invoke(statement, arguments);
            }
            String sql = prepared.orElseGet(() -> arguments == null ? "" : String.valueOf(arguments[0]));
            return run(sql, sent, Optional.of(statement), () -> method.invoke(statement, arguments));
        });
    }

    private Object run(String sql, Sent sent, Optional<Statement> statement, Call call)
            throws SQLException, ReflectiveOperationException {
        Optional<FaultKind> fault = sent.strike(sql);
        running.readLock().lock();
        try {
            if (killed) {
                throw new SQLException("the process is gone, as planned");
            }
            if (fault.isEmpty() || fault.get().isOfDisk()) {
                return call.now();
            }
            switch (fault.get()) {
                case STATEMENT_IS_CANCELLED -> {
                    statement.ifPresent(DuckDbGate::cancelSoon);
                    return call.now();
                }
                case COMMIT_STANDS_UNANSWERED, LOAD_COMMIT_STANDS_UNANSWERED -> {
                    call.now();
                    throw new SQLException("the commit stands, and nobody hears of it, as planned");
                }
                default -> throw new SQLException("IO Error: " + fault.get() + ", as planned");
            }
        } finally {
            running.readLock().unlock();
        }
    }

    private static void cancelSoon(Statement statement) {
        CompletableFuture.runAsync(
                () -> {
                    try {
                        statement.cancel();
                    } catch (SQLException ended) {
                        // it was faster
                    }
                },
                CompletableFuture.delayedExecutor(CANCEL_AFTER_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS));
    }

    private static <T> T proxy(Class<T> type, T real, Handling handling) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.getName().equals("equals")
                                    ? self == arguments[0]
                                    : method.invoke(real, arguments);
                        }
                        return handling.of(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private interface Call {
        Object now() throws ReflectiveOperationException;
    }

    private interface Handling {
        Object of(Method method, Object[] arguments) throws SQLException, ReflectiveOperationException;
    }
}
