package dev.caravan.pipeline.site;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;

/** Something was asked for by a name or an id that nothing has. */
public final class NotFoundException extends CaravanException {
    NotFoundException(Problem problem) {
        super(problem);
    }
}
