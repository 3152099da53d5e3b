package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment is started again and ends in the same warehouse. */
class KilledRunTest {
    private static final int KILLS = 20;
    // The first moment that a run has anything to lose, and the last one that most runs reach.
    private static final int EARLIEST_MILLIS = 600;
    private static final int LATEST_MILLIS = 7_000;

    @TempDir
    Path scratch;

    @Test
    void anyNumberOfKillsLeadsToTheSameStar() throws Exception {
        Demo undisturbed = new Demo(scratch.resolve("undisturbed"));
        Demo killed = new Demo(scratch.resolve("killed"));
        long seed = Long.getLong("caravan.kill.seed", System.nanoTime());
        Random random = new Random(seed);

        assertThat(undisturbed.run()).as(undisturbed.output()).isZero();
        List<String> moments = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            int millis = EARLIEST_MILLIS + random.nextInt(LATEST_MILLIS - EARLIEST_MILLIS);
            moments.add(millis + (killed.runAndKillAfter(millis) ? " ms" : " ms (had ended)"));
        }
        assertThat(killed.run()).as(killed.output()).isZero();

        String story = "seed " + seed + ", killed after " + moments;
        System.out.println(story);
        assertThat(Star.checksumsOfDistinctRows(killed::query))
                .as(story)
                .isEqualTo(Star.checksumsOfDistinctRows(undisturbed::query));
        assertThat(killed.query("select distinct count(*) as coins from star.fct_coin_snapshots group by batch_id"))
                .as(story)
                .containsExactly("coins", "7001");
        assertThat(killed.query("select count(distinct batch_id) as polls from star.fct_coin_snapshots"))
                .as(story)
                .isEqualTo(killed.query("select count(*) as polls from caravan.ledger where dataset = 'coins'"));
        assertThat(killed.committed("coins"))
                .as(story)
                .containsExactlyElementsOf(
                        killed.query("select batch_id from caravan.ledger where dataset = 'coins' order by 1").stream()
                                .skip(1)
                                .toList());
        assertThat(killed.query("select count(*) as rows from raw.history")).containsExactly("rows", "40087");
    }
}
