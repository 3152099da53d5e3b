package dev.caravan.warehouse.postgres;

import static java.util.stream.Collectors.joining;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The server's messages as problems. */
final class PostgresFailures {
    private static final String CANCELLED = "57014";
    private static final String DEPENDED_ON = "2BP01";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CATALOG_INDEX = "unique constraint \"pg_";

    private PostgresFailures() {}

    static CaravanException of(SQLException failure) {
        return new CaravanException(Problem.at("warehouse", message(failure), remedy(failure)), failure);
    }

    /**
     * Serialization failures and deadlocks: PostgreSQL, "Serialization Failure Handling". And two transactions that made the
     * same schema or relation at once: even {@code if not exists} looks first and meets the catalog's unique index then.
     */
    static boolean isConflict(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.equals("40001")
                || state.equals("40P01")
                || (state.equals(UNIQUE_VIOLATION) && message(failure).contains(CATALOG_INDEX));
    }

    /** Broken connections, and sessions that the server ended itself: PostgreSQL, "Error Codes", classes 08 and 57P. */
    static boolean isDisconnected(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Data, and constraints on it: PostgreSQL, "Error Codes", classes 22 and 23. */
    static boolean isOfTheData(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }

    /** Without severity and position, which the driver adds. */
    static String message(SQLException failure) {
        return server(failure)
                .map(ServerErrorMessage::getMessage)
                .orElseGet(() -> String.valueOf(failure.getMessage()))
                .strip();
    }

    static Optional<ServerErrorMessage> server(SQLException failure) {
        return failure instanceof PSQLException known
                ? Optional.ofNullable(known.getServerErrorMessage())
                : Optional.empty();
    }

    static String remedy(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case CANCELLED ->
                message(failure).contains("timeout")
                        ? "A statement may take warehouse.statement-timeout: raise it, or give the statement less to do."
                        : "";
            // The server's hint is to drop what depends, too, and that is nothing to do in passing.
            case DEPENDED_ON ->
                server(failure).map(ServerErrorMessage::getDetail).orElse("")
                        + "\nChange or drop what depends on it first. Nothing was changed.";
            default ->
                server(failure)
                        .map(error -> Stream.of(error.getDetail(), error.getHint(), position(error))
                                .filter(text -> text != null && !text.isBlank())
                                .collect(joining("\n")))
                        .orElse("");
        };
    }

    /** In the form of the driver's own messages. */
    private static String position(ServerErrorMessage error) {
        return error.getPosition() > 0 ? "Position: " + error.getPosition() : "";
    }
}
