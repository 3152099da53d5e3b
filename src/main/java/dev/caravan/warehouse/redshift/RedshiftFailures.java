package dev.caravan.warehouse.redshift;

import static java.util.stream.Collectors.joining;

import com.amazon.redshift.util.RedshiftException;
import com.amazon.redshift.util.ServerErrorMessage;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The cluster's messages as problems. Redshift gives most of its own errors one code, so that their texts must tell. */
final class RedshiftFailures {
    private static final String CANCELLED = "57014";
    private static final String DEPENDED_ON = "2BP01";
    private static final String INTERNAL = "XX000";

    /** What is to be done where a message holds the text, upper and lower case alike. */
    private record Remedy(String text, String remedy) {}

    private static final List<Remedy> REMEDIES = List.of(
            new Remedy(
                    "serializable isolation violation",
                    "Another transaction changed what this one read. Run it again; if it comes back, keep others from"
                            + " writing to these tables meanwhile, or set the database's isolation to snapshot."),
            new Remedy(
                    "not authorized to assume",
                    "Attach the role of " + RedshiftLoad.ROLE + " to the cluster, and let redshift.amazonaws.com assume"
                            + " it."),
            new Remedy(
                    "default iam role",
                    "Make one of the cluster's roles its default, or name a role in " + RedshiftLoad.ROLE + "."),
            new Remedy(
                    "access denied",
                    "The role of " + RedshiftLoad.ROLE + " needs s3:GetObject and s3:ListBucket on the landing's"
                            + " bucket, and kms:Decrypt where it is encrypted by a key."),
            new Remedy("permanentredirect", "Set " + RedshiftLoad.REGION + " to the region of the bucket."),
            new Remedy("authorizationheadermalformed", "Set " + RedshiftLoad.REGION + " to the region of the bucket."),
            new Remedy(
                    "nosuchkey",
                    "A part or its manifest is gone from the landing: restore it, or land the data again."),
            new Remedy("failed to inflate", "The part is not as it was written: land the data again."),
            new Remedy("manifest file", "A manifest of the landing was changed: restore it, or land the data again."),
            new Remedy("slowdown", "Run it again later: S3 asks for fewer requests."),
            new Remedy("disk full", "Free space on the cluster, or resize it."));

    private RedshiftFailures() {}

    static CaravanException of(SQLException failure) {
        return new CaravanException(Problem.at("warehouse", message(failure), remedy(failure)), failure);
    }

    /**
     * Error 1023, deadlocks and their kin: Amazon Redshift, "How to fix serializable isolation errors". And two transactions
     * that made the same schema or table at once, which meet at the catalog's unique index. The server takes the transaction
     * back.
     */
    static boolean isConflict(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals("40001") || state.equals("40P01")) {
            return true;
        }
        String text = everything(failure);
        if (text.contains("duplicate key value violates unique constraint \"pg_")) {
            return true;
        }
        return state.equals(INTERNAL)
                && (text.contains("serializable isolation violation")
                        || text.contains("could not serialize")
                        || text.contains("concurrent transaction")
                        || text.contains("deadlock detected"));
    }

    /** Broken connections, and sessions that the server ended itself: PostgreSQL, "Error Codes", classes 08 and 57P. */
    static boolean isDisconnected(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Whether COPY has written down what is wrong: in {@code stl_load_errors}, as it says, or in the newer view. */
    static boolean isLoadError(SQLException failure) {
        String text = everything(failure);
        return text.contains("stl_load_errors") || text.contains("sys_load_error_detail");
    }

    /** Whether COPY could not read a file: S3 lacks it, or its bytes are not what its name says. */
    static boolean isOfTheLanding(SQLException failure) {
        String text = everything(failure);
        return text.contains("nosuchkey")
                || text.contains("failed to inflate")
                || text.contains("manifest file")
                || text.contains("the manifest says");
    }

    /** Whether the message names the object of S3, as what COPY was reading. */
    static boolean names(SQLException failure, URI object) {
        return everything(failure).contains(object.getPath().substring(1).toLowerCase(Locale.ROOT));
    }

    /** Without severity, position and the blank lines that Redshift puts around some; a mere number with what it stands for. */
    static String message(SQLException failure) {
        String message = server(failure)
                .map(ServerErrorMessage::getMessage)
                .orElseGet(() -> String.valueOf(failure.getMessage()))
                .strip()
                .replaceFirst("^(?:ERROR|FATAL): +", "");
        return message.matches("\\d+")
                ? detail(failure).map(detail -> message + ": " + detail.strip()).orElse(message)
                : message;
    }

    private static String remedy(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals(CANCELLED)) {
            // Redshift has one message for all of them.
            return "Where nobody cancelled it, it took longer than " + RedshiftCluster.STATEMENT_TIMEOUT
                    + " or than a rule of the cluster allows.";
        }
        if (state.equals(DEPENDED_ON)) {
            return Stream.of(
                            detail(failure),
                            Optional.of("Change or drop what depends on it first, or make it a view with no schema"
                                    + " binding. Nothing was changed."))
                    .flatMap(Optional::stream)
                    .collect(joining("\n"));
        }
        String text = everything(failure);
        return REMEDIES.stream()
                .filter(known -> text.contains(known.text()))
                .findFirst()
                .map(Remedy::remedy)
                .orElseGet(() -> Stream.of(detail(failure), server(failure).map(ServerErrorMessage::getHint))
                        .flatMap(Optional::stream)
                        .filter(line -> !line.isBlank())
                        .map(String::strip)
                        .collect(joining("\n")));
    }

    private static Optional<String> detail(SQLException failure) {
        return server(failure).map(ServerErrorMessage::getDetail);
    }

    private static String everything(SQLException failure) {
        return (message(failure) + " " + detail(failure).orElse("")).toLowerCase(Locale.ROOT);
    }

    private static Optional<ServerErrorMessage> server(SQLException failure) {
        return failure instanceof RedshiftException known
                ? Optional.ofNullable(known.getServerErrorMessage())
                : Optional.empty();
    }
}
