package dev.caravan.pipeline;

import dev.caravan.load.Ledger;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which loaded batches may leave the landing: those that are older than an age and not among the newest of their dataset. A
 * rule that is not given holds nothing back; one of both is given.
 */
record RetentionRule(Optional<Duration> olderThan, OptionalInt keep) {
    static final String OLDER_THAN = "retention.older-than";
    static final String KEEP = "retention.keep";

    static RetentionRule of(Environment environment) {
        boolean hasAge = isGiven(environment, OLDER_THAN);
        boolean hasCount = isGiven(environment, KEEP);
        if (!hasAge && !hasCount) {
            throw new CaravanException(Problem.at(
                    "prune",
                    "no rule says what may go",
                    "Give --older-than 90d, --keep N or both, or set " + OLDER_THAN + " or " + KEEP
                            + " in the environment."));
        }
        return new RetentionRule(
                hasAge ? Optional.of(environment.duration(OLDER_THAN, Duration.ZERO)) : Optional.empty(),
                hasCount ? OptionalInt.of(keep(environment)) : OptionalInt.empty());
    }

    private static boolean isGiven(Environment environment, String key) {
        return environment.find(key).filter(value -> !value.isBlank()).isPresent();
    }

    private static int keep(Environment environment) {
        int keep = environment.integer(KEEP, 0);
        if (keep < 0) {
            throw new CaravanException(
                    environment.problem(KEEP, "is \"" + keep + "\"", "Give the number of newest batches to keep."));
        }
        return keep;
    }

    /**
     * @param batches of one dataset
     * @return those that may go, the oldest first
     */
    List<Ledger.Kept> mayGo(List<Ledger.Kept> batches, Instant now) {
        List<Ledger.Kept> old = new ArrayList<>(batches);
        old.sort((one, other) -> one.id().compareTo(other.id()));
        int kept = Math.min(keep.orElse(0), old.size());
        return old.subList(0, old.size() - kept).stream()
                .filter(batch -> olderThan
                        .map(age -> batch.id().openedAt().isBefore(now.minus(age)))
                        .orElse(true))
                .toList();
    }
}
