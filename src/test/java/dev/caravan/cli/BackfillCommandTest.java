package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillCommandTest {
    @TempDir
    Path scratch;

    @Test
    void aRangeWithoutBatchesIsAnError() {
        CommandRun backfill = caravan("backfill", "--from", "2001-02-03", "--to", "2001-02-04T05:06:07Z");

        assertThat(backfill.exitCode()).isEqualTo(1);
        assertThat(backfill.shown())
                .contains("backfill: no batch was extracted from 2001-02-03T00:00:00Z until 2001-02-04T05:06:07Z");
    }

    @Test
    void datesAreCheckedBeforeAnythingIsOpened() {
        assertThat(wrongUsage("--from", "25.11.2026", "--to", "2026-11-26"))
                .startsWith(
                        "Invalid value for option '--from': \"25.11.2026\" is no date: give a day such as 2026-11-25,"
                                + " or a time in UTC such as 2026-11-25T07:00:00Z");
        assertThat(wrongUsage("--from", "2026-11-26", "--to", "2026-11-26"))
                .startsWith("--from 2026-11-26T00:00:00Z is not before --to 2026-11-26T00:00:00Z: the range is empty");
        assertThat(wrongUsage("--from", "2026-11-26")).startsWith("Missing required option: '--to=DATE'");
    }

    private String wrongUsage(String... range) {
        List<String> words = new ArrayList<>(List.of("backfill"));
        words.addAll(List.of(range));
        CommandRun backfill = caravan(words.toArray(String[]::new));
        assertThat(backfill.exitCode()).isEqualTo(2);
        assertThat(scratch).isEmptyDirectory();
        return backfill.err();
    }

    private CommandRun caravan(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(CaravanProcess.options(scratch));
        return CommandRun.of(arguments);
    }
}
