package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.landing.BatchId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lines of the log for machines: which run, which batch, which node. */
@Timeout(120)
class JsonLogTest {
    @TempDir
    Path scratch;

    @Test
    void linesBearTheIdsOfTheirRunBatchAndNode() throws Exception {
        List<JsonNode> lines;
        try (CaravanProcess run =
                CaravanProcess.start(scratch, "run", "--log-format", "json", "--verbose", "--select", "stg_coins")) {
            run.awaitLines(1, "insert into caravan.node_result");
            lines = lines(run);
        }

        List<JsonNode> landed = matching(lines, line -> message(line).startsWith("landed coins "));
        List<JsonNode> loaded = matching(lines, line -> message(line).startsWith("loaded coins "));
        assertThat(landed).hasSize(1);
        assertThat(loaded).hasSize(1);
        String batch = message(landed.get(0)).split("[ :]")[2];
        assertThat(new BatchId(batch).value()).isEqualTo(batch);
        assertThat(landed.get(0).at("/mdc/batch").asText()).isEqualTo(batch);
        assertThat(loaded.get(0).at("/mdc/batch").asText()).isEqualTo(batch);
        assertThat(landed.get(0).at("/mdc/run").asText())
                .isNotEmpty()
                .isEqualTo(loaded.get(0).at("/mdc/run").asText());

        List<JsonNode> ofNode =
                matching(lines, line -> line.at("/mdc/node").asText().equals("model.caravan.stg_coins"));
        assertThat(ofNode).isNotEmpty().allSatisfy(line -> {
            assertThat(line.at("/mdc/run")).isEqualTo(landed.get(0).at("/mdc/run"));
            assertThat(line.at("/mdc/batch").isMissingNode()).isTrue();
        });
    }

    private static List<JsonNode> lines(CaravanProcess run) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : run.found("mdc")) {
            lines.add(json.readTree(line));
        }
        return lines;
    }

    private static List<JsonNode> matching(List<JsonNode> lines, Predicate<JsonNode> wanted) {
        return lines.stream().filter(wanted).toList();
    }

    private static String message(JsonNode line) {
        return line.path("formattedMessage").asText();
    }
}
