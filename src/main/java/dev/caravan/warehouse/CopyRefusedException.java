package dev.caravan.warehouse;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.List;

/**
 * The fault of files that were to be copied, or of the way to them, and not of the warehouse: files of other requests may
 * still go in. A lost connection, a cancellation and a missing right are none of these.
 */
public final class CopyRefusedException extends CaravanException {
    public CopyRefusedException(Problem problem) {
        super(problem);
    }

    public CopyRefusedException(Problem problem, Throwable cause) {
        super(problem, cause);
    }

    public CopyRefusedException(List<Problem> problems, Throwable cause) {
        super(problems);
        initCause(cause);
    }
}
