package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever breaks in a row of runs, one run with nothing broken puts all right: nothing lost, nothing doubled, nothing left.
 *
 * <p>{@code -Dfaults.schedules=100} takes the seeds 1 to 100; {@code -Dfaults.seed=N} that one alone;
 * {@code -Dfaults.kinds=COMMIT_IS_LOST,DISK_IS_FULL_WHILE_WORKING} draws from these {@link FaultKind kinds} alone.
 */
abstract class FaultSchedulesContract implements Theatre.Arenas {
    /** One in so many of the usual schedules is a new one each time. */
    private static final int NEW_IN = 4;

    @RegisterExtension
    static final S3Server S3 = new S3Server();

    @RegisterExtension
    static final QuietLogs QUIET = new QuietLogs();

    @TempDir
    Path scratch;

    abstract String warehouse();

    /** How many schedules a build takes. */
    int usual() {
        return 8;
    }

    @Test
    void oneCleanRunPutsAllRight() throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        try (Theatre theatre = new Theatre(scratch, S3, this)) {
            System.out.println(warehouse() + "\n" + Outcome.header());
            for (long seed : seeds()) {
                Outcome outcome = perform(theatre, seed);
                System.out.println(outcome.line());
                outcomes.add(outcome);
            }
        } finally {
            write(outcomes);
        }

        assertThat(outcomes.stream().filter(outcome -> !outcome.complaints().isEmpty()))
                .as("schedules after which all is not well; -Dfaults.seed=N repeats one")
                .isEmpty();
    }

    private static Outcome perform(Theatre theatre, long seed) throws Exception {
        try {
            return theatre.perform(seed);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private List<Long> seeds() {
        Optional<Long> one = Optional.ofNullable(Long.getLong("faults.seed"));
        if (one.isPresent()) {
            return List.of(one.get());
        }
        Optional<Integer> number = Optional.ofNullable(Integer.getInteger("faults.schedules"));
        int drawn = number.isPresent() ? 0 : usual() / NEW_IN;
        List<Long> seeds = new ArrayList<>(LongStream.rangeClosed(1, number.orElse(usual() - drawn))
                .boxed()
                .toList());
        long now = System.nanoTime();
        LongStream.range(now, now + drawn).forEach(seeds::add);
        return seeds;
    }

    private void write(List<Outcome> outcomes) throws IOException {
        List<String> lines = new ArrayList<>(List.of(Outcome.header()));
        for (Outcome outcome : outcomes) {
            lines.add(outcome.line());
            outcome.complaints()
                    .forEach(complaint -> lines.add(complaint.indent(4).stripTrailing()));
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/fault-schedules-" + warehouse() + ".txt"), lines);
    }
}
