package dev.caravan.warehouse;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;

/** A read that was ended because it took too long, or because too many others read at that time. */
public final class ReadTimeoutException extends CaravanException {
    ReadTimeoutException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
