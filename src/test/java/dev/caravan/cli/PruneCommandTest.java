package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code caravan prune} on the shipped project's recorded data. */
class PruneCommandTest {
    @TempDir
    Path scratch;

    @Test
    void aDryRunListsAndThePlainCommandDoesIt() throws IOException {
        Demo demo = new Demo(scratch);
        caravan("extract", "global").succeeded();
        caravan("load", "global").succeeded();
        caravan("extract", "global").succeeded();
        List<String> committed = demo.committed("global");

        CommandRun dry = caravan("prune", "--keep", "0", "--dry-run").succeeded();
        assertThat(demo.committed("global")).isEqualTo(committed).hasSize(2);
        CommandRun pruned = caravan("prune", "--keep", "0").succeeded();
        CommandRun again = caravan("prune", "--keep", "0").succeeded();

        assertThat(dry.lines().get(dry.lines().size() - 1))
                .matches("would free \\d+ bytes of 1 batch; nothing is deleted");
        assertThat(pruned.lines().get(pruned.lines().size() - 1)).matches("freed \\d+ bytes of 1 batch");
        assertThat(again.lines()).containsExactly("nothing to prune");
        assertThat(demo.committed("global")).containsExactly(committed.get(1));
        assertThat(demo.query("select count(*) as batches, count(pruned_at) as pruned from caravan.ledger"))
                .containsExactly("batches,pruned", "1,1");
    }

    @Test
    void saysWhereNoRuleIsGivenOrItIsNone() {
        assertThat(caravan("prune").err())
                .startsWith("prune: no rule says what may go\n    Give --older-than 90d, --keep N or both");
        assertThat(caravan("prune", "--older-than", "soon").err()).contains("retention.older-than", "\"soon\"");
        assertThat(caravan("prune", "--keep", "-1").err())
                .contains("retention.keep is \"-1\"\n    Give the number of newest batches to keep.");
    }

    private CommandRun caravan(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(CaravanProcess.options(scratch));
        return CommandRun.of(arguments);
    }
}
