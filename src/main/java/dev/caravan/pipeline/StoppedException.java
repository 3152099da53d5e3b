package dev.caravan.pipeline;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;

/** A command that was ended before it was done, because the process is to end. What it had in hand is rolled back. */
public final class StoppedException extends CaravanException {
    StoppedException(String command) {
        super(problem(command));
    }

    StoppedException(String command, Throwable cause) {
        super(problem(command), cause);
    }

    private static Problem problem(String command) {
        return Problem.at(command, "was stopped", "What it had in hand is rolled back. Run it again.");
    }
}
