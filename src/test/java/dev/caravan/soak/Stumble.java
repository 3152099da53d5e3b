package dev.caravan.soak;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** How an answer goes wrong. */
enum Stumble {
    STATUS_500,
    STATUS_503,
    STATUS_429,
    HANGS_UP,
    BREAKS_OFF,
    TOO_LATE,
    HTML,
    CUT_OFF,
    OTHER_SHAPE;

    private static final List<Stumble> ERRORS =
            List.of(STATUS_500, STATUS_503, STATUS_429, HANGS_UP, BREAKS_OFF, TOO_LATE);
    private static final List<Stumble> GARBAGE = List.of(HTML, CUT_OFF, OTHER_SHAPE);
    private static final int ERRORS_IN_100 = 5;
    private static final int GARBAGE_IN_100 = 1;
    private static final int HUNDRED = 100;

    /** None in 94 of 100. */
    static Optional<Stumble> draw(Random random) {
        int drawn = random.nextInt(HUNDRED);
        if (drawn < GARBAGE_IN_100) {
            return Optional.of(GARBAGE.get(random.nextInt(GARBAGE.size())));
        }
        return drawn < GARBAGE_IN_100 + ERRORS_IN_100
                ? Optional.of(ERRORS.get(random.nextInt(ERRORS.size())))
                : Optional.empty();
    }
}
