package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.HostileNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of things as words of a command: every one is refused by name, and the warehouse is as before. */
@Timeout(120)
class HostileWordsTest {
    private static final String MANY = "NAMES";

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "load NAMES",
                "extract NAMES",
                "prune --keep 1 NAMES",
                "extract --replay NAMES",
                "migrate --to NAME",
                "ls --select NAME",
                "ls --exclude NAME",
                "show NAME",
                "ls --env NAME",
                "export powerbi --set warehouse.url=NAME --output OUTPUT"
            })
    void noNameIsTakenForAnything(String command) {
        CommandRun run = CommandRun.of(words(command));

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(1);
        assertThat(run.err()).as("it says why").isNotBlank();
        assertThat(run.shown()).doesNotContain("defect", "root:", "\033");
        assertThat(run.shown().lines()).noneMatch(line -> line.startsWith("ok   build"));
        assertThat(run.shown().chars().filter(Character::isISOControl)).containsOnly((int) '\n');
    }

    @Test
    void everyNameIsRefusedByItself() {
        List<String> told = CommandRun.of(words("load NAMES")).err().lines().toList();

        assertThat(told.stream().filter(line -> line.contains("\" is no name of a dataset")))
                .hasSizeGreaterThanOrEqualTo(HostileNames.all().size());
        assertThat(CommandRun.of(words("query --format csv SQL")).succeeded().lines())
                .containsExactly("batches", "0");
    }

    private List<String> words(String command) {
        List<String> words = new ArrayList<>(Stream.of(command.split(" "))
                .flatMap(word -> switch (word) {
                    case MANY -> HostileNames.all().stream();
                    case "OUTPUT" -> Stream.of(scratch.resolve("output").toString());
                    case "SQL" -> Stream.of("select count(*) as batches from caravan.ledger");
                    default -> Stream.of(word.replace("NAME", "\033[2J'; drop table caravan.ledger; --"));
                })
                .toList());
        if (command.startsWith("extract --replay")) {
            words = new ArrayList<>(List.of("extract"));
            for (String name : HostileNames.all()) {
                words.addAll(List.of("--replay", name));
            }
        }
        if (!words.contains("--env")) {
            words.addAll(List.of("--env", "demo"));
        }
        if (words.stream().noneMatch(word -> word.startsWith("warehouse.url="))) {
            words.addAll(List.of("--set", "warehouse.url=jdbc:duckdb:" + scratch.resolve("warehouse.duckdb")));
        }
        words.addAll(
                List.of("--set", "landing.uri=" + scratch.resolve("landing").toUri()));
        return words;
    }
}
