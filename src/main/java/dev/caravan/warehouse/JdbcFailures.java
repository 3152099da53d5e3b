package dev.caravan.warehouse;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.TransactionLostException.Outcome;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Failures of statements as problems; those that are no fault of the statement tell what became of the transaction. */
final class JdbcFailures {
    private static final Pattern POSITION = Pattern.compile("(?m)^(\\s*Position: )(\\d{1,9})\\s*$");

    private final JdbcVendor vendor;

    JdbcFailures(JdbcVendor vendor) {
        this.vendor = vendor;
    }

    CaravanException of(SQLException failure, String sql) {
        return lostOr(vendor.failure(failure, sql), failure);
    }

    /** The server counts from the tag on, and whoever reads the message does not know the tag. */
    CaravanException of(SQLException failure, String sql, StatementTag tag) {
        CaravanException told = vendor.failure(failure, sql);
        Problem problem = told.problems().get(0);
        Problem counted =
                new Problem(problem.place(), withoutTag(problem.what(), tag), withoutTag(problem.remedy(), tag));
        return lostOr(counted.equals(problem) ? told : new CaravanException(counted, failure), failure);
    }

    /** What an adapter has told already, as a copy does that knows the line of its part. */
    CaravanException of(CaravanException told) {
        Throwable cause = told;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause == null ? told : lostOr(told, (SQLException) cause);
    }

    CaravanException ofCommit(SQLException failure) {
        if (!vendor.isDisconnected(failure)) {
            return of(failure, "commit");
        }
        String message = vendor.failure(failure, "commit").problems().get(0).what();
        return new TransactionLostException(
                Outcome.UNKNOWN,
                Problem.at(
                        "warehouse",
                        "the connection broke during a commit: " + message,
                        "The changes stand all, or none of them. Run it again: what stands is not done twice."),
                failure);
    }

    private CaravanException lostOr(CaravanException told, SQLException failure) {
        return vendor.isConflict(failure) || vendor.isDisconnected(failure)
                ? new TransactionLostException(
                        Outcome.ROLLED_BACK, told.problems().get(0), failure)
                : told;
    }

    private static String withoutTag(String message, StatementTag tag) {
        return POSITION.matcher(message)
                .replaceAll(position -> position.group(1)
                        + (Integer.parseInt(position.group(2)) - tag.comment().length()));
    }
}
