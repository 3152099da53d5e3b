package dev.caravan.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What /metrics says after a run of the demo and a poll that failed, and the dashboard that looks at it. */
@Timeout(120)
class DashboardTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:caravan|jvm|process|system)_[a-z_]+\\b");

    @TempDir
    static Path scratch;

    private static String text;

    @BeforeAll
    static void run() {
        try (Metrics metrics = new Metrics(Clock.systemUTC());
                DemoProject demo = DemoProject.at(scratch).set("coinlore.retries", "0");
                Caravan caravan = demo.caravan(metrics.progress());
                Site site = caravan.site()) {
            assertThat(caravan.run(List.of(), List.of(), false).isFailed()).isFalse();
            demo.silence();
            assertThat(caravan.extract(List.of("global")).isFailed()).isTrue();
            text = metrics.text(site, caravan::connections);
        }
    }

    @Test
    void countsAreThoseOfTheRun() {
        assertThat(text)
                .contains(
                        "caravan_rows_loaded_total{dataset=\"coins\"} 7001.0",
                        "caravan_rows_landed_total{dataset=\"coins\"} 7001.0",
                        "caravan_batches_loaded_total{dataset=\"coins\"} 1.0",
                        "caravan_runs_total{command=\"run\",status=\"success\"} 1.0",
                        "caravan_runs_total{command=\"run\",status=\"failed\"} 0.0",
                        "caravan_runs_total{command=\"extract\",status=\"failed\"} 1.0",
                        "caravan_failures_total{name=\"global\",step=\"extract\"} 1.0",
                        "caravan_node_duration_seconds_count{node=\"model.caravan.dim_coin\"} 1",
                        "caravan_run_last_success_timestamp_seconds{command=\"run\"} 1.",
                        "caravan_dataset_age_seconds{dataset=\"coins\"} ",
                        "caravan_dataset_lag_seconds{dataset=\"coins\"} ",
                        "caravan_landed_bytes_total{dataset=\"coins\"} ",
                        "caravan_run_active 0.0",
                        "caravan_warehouse_connections{state=\"most\"} ",
                        "caravan_warehouse_up 1.0",
                        "jvm_memory_used_bytes{area=\"heap\"",
                        "process_files_open_files ");
    }

    @Test
    void everyMetricOfTheDashboardIsThere() throws IOException {
        Set<String> there = names(text);
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("deploy/grafana/caravan.json").toFile());

        List<String> questions = dashboard.findValuesAsText("expr");
        assertThat(questions).hasSizeGreaterThan(10);
        Set<String> asked = new TreeSet<>();
        questions.forEach(question -> asked.addAll(names(question)));
        assertThat(there).containsAll(asked);
        assertThat(questions).allSatisfy(question -> assertThat(names(question)).isNotEmpty());
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher found = METRIC.matcher(text);
        while (found.find()) {
            names.add(found.group());
        }
        return names;
    }
}
