package dev.caravan.landing;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;

/** The fault of an answer or a file, and not of the landing: only the source is refused, and others may go on. */
public final class UnreadableSource extends CaravanException {
    UnreadableSource(Problem problem) {
        super(problem);
    }

    UnreadableSource(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
