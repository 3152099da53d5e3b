package dev.caravan.pipeline.site;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.List;

/** A question that is wrongly put, not allowed, or too large; whoever asks has to ask otherwise. */
public final class QuestionException extends CaravanException {
    QuestionException(Problem problem) {
        super(problem);
    }

    QuestionException(Problem problem, Throwable cause) {
        super(problem, cause);
    }

    QuestionException(List<Problem> problems) {
        super(problems);
    }
}
