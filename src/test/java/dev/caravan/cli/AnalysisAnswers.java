package dev.caravan.cli;

import static java.util.stream.Collectors.joining;

import dev.caravan.compile.Analysis;
import dev.caravan.pipeline.Caravan;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.site.BatchEntry;
import dev.caravan.pipeline.site.Cell;
import dev.caravan.pipeline.site.Columnar;
import dev.caravan.pipeline.site.LandedLine;
import dev.caravan.pipeline.site.Site;
import dev.caravan.pipeline.site.TablePage;
import dev.caravan.pipeline.site.TableQuestion;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What every shipped analysis answers on a warehouse that the main job has filled. */
final class AnalysisAnswers {
    private static final int ROWS = 300;
    // floating-point numbers are summed in whatever order
    private static final MathContext DIGITS = new MathContext(12);
    private static final Map<String, SortedMap<String, String>> PARAMETERS = Map.of(
            "coin_history", new TreeMap<>(Map.of("coin_id", "90")),
            "coin_quotes", new TreeMap<>(Map.of("coin_id", "90")),
            "candles",
                    new TreeMap<>(Map.of(
                            "symbol", "BTCUSDT",
                            "from", "2021-12-01",
                            "to", "2022-01-01",
                            "bucket_seconds", "3600")));

    private AnalysisAnswers() {}

    /** @param settings of the demo environment, as {@code key=value} */
    static SortedMap<String, String> of(List<String> settings) {
        SortedMap<String, String> answers = new TreeMap<>();
        try (Caravan caravan = caravan(settings);
                Site site = caravan.site()) {
            for (Analysis analysis : site.manifest().analyses()) {
                SortedMap<String, String> parameters = PARAMETERS.getOrDefault(analysis.name(), new TreeMap<>());
                answers.put(analysis.name(), told(site.table(question(analysis.name(), parameters))));
            }
            for (String seconds : List.of("60", "86400", "604800")) {
                SortedMap<String, String> parameters = new TreeMap<>(PARAMETERS.get("candles"));
                parameters.put("bucket_seconds", seconds);
                answers.put("candles of " + seconds, told(site.data("candles", parameters)));
            }
            answers.put("coins searched", told(site.table(searched())));
            answers.put("a landed line", line(site));
        }
        return answers;
    }

    private static Caravan caravan(List<String> settings) {
        Map<String, String> overrides = new TreeMap<>();
        settings.forEach(setting ->
                overrides.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1)));
        Project project = Project.at(Path.of(""));
        return Caravan.open(
                project,
                Environment.load(project, "demo", Map.of(), overrides),
                Map.of(),
                Clock.systemUTC(),
                Progress.SILENT,
                surroundings -> {
                    throw new IllegalStateException("no route is asked for");
                });
    }

    private static TableQuestion question(String name, SortedMap<String, String> parameters) {
        return new TableQuestion(name, parameters, "", Optional.empty(), false, new TreeMap<>(), 0, ROWS);
    }

    private static TableQuestion searched() {
        return new TableQuestion(
                "coins",
                new TreeMap<>(),
                "BIT",
                Optional.of("price_usd"),
                true,
                new TreeMap<>(Map.of(
                        "price_usd",
                        "0.5..100000",
                        "rank",
                        "<=3000.5",
                        "extracted_at",
                        ">=2020-01-01",
                        "name",
                        "coin")),
                1,
                ROWS);
    }

    private static String line(Site site) {
        BatchEntry batch = site.batches(Optional.of("coins"), 1, Optional.empty())
                .batches()
                .get(0);
        LandedLine line = site.line(batch.id(), 0, 2);
        List<String> business = new ArrayList<>();
        for (int i = 0; i < line.header().size(); i++) {
            if (List.of("id", "symbol", "name").contains(line.header().get(i))) {
                business.add(line.values().get(i).orElse("null"));
            }
        }
        return site.batch(batch.id()).files().get(0).rows() + " rows, " + String.join("|", business);
    }

    private static String told(TablePage page) {
        return page.total() + "\n"
                + page.rows().stream().map(AnalysisAnswers::told).collect(joining("\n"));
    }

    private static String told(Columnar data) {
        int rows = data.data().get(0).size();
        return rows + "\n"
                + IntStream.range(0, rows)
                        .mapToObj(row -> told(data.data().stream()
                                .map(column -> column.get(row))
                                .toList()))
                        .collect(joining("\n"));
    }

    private static String told(List<Cell> cells) {
        return cells.stream()
                .map(cell -> cell instanceof Cell.Floating floating
                        ? BigDecimal.valueOf(floating.value())
                                .round(DIGITS)
                                .stripTrailingZeros()
                                .toPlainString()
                        : cell.text())
                .collect(joining("|"));
    }
}
