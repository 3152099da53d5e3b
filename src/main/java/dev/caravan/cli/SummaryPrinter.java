package dev.caravan.cli;

import dev.caravan.cli.TextTable.Align;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Step;
import dev.caravan.pipeline.StepResult;
import dev.caravan.pipeline.StepResult.Outcome;
import dev.caravan.project.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last thing that a command says: what each step did, what to look at, and whether all is good. */
final class SummaryPrinter {
    private static final Logger log = LoggerFactory.getLogger(SummaryPrinter.class);

    private final Shell shell;
    private final boolean json;

    SummaryPrinter(Shell shell, boolean json) {
        this.shell = shell;
        this.json = json;
    }

    void print(RunSummary summary) {
        if (json) {
            summary.results().forEach(this::logLine);
            log.info("{} {} in {} s", summary.command(), verdict(summary), Lines.seconds(summary.took()));
            return;
        }
        shell.terminal().out().println();
        table(summary).print(shell.terminal().out()::println);
        shell.terminal().out().flush();
        section(summary.warnings(), "warnings");
        section(summary.failures(), "failures");
        String line = summary.command() + " " + verdict(summary) + " in " + Lines.seconds(summary.took()) + " s";
        shell.terminal().out().println();
        shell.terminal()
                .out()
                .println(
                        summary.isFailed()
                                ? shell.terminal().red(line)
                                : shell.terminal().green(line));
    }

    private static TextTable table(RunSummary summary) {
        TextTable table = new TextTable(
                List.of("step", "what", "rows", "seconds", "result"),
                List.of(Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT));
        for (Step step : Step.values()) {
            List<StepResult> results = summary.of(step).toList();
            if (step == Step.TEST) {
                addTests(table, results);
            } else {
                results.forEach(result -> table.add(cells(result)));
            }
        }
        return table;
    }

    /** Tests that passed share one line. */
    private static void addTests(TextTable table, List<StepResult> results) {
        List<StepResult> passed = results.stream()
                .filter(result -> result.outcome() == Outcome.DONE)
                .toList();
        if (!passed.isEmpty()) {
            Duration took = passed.stream().map(StepResult::took).reduce(Duration.ZERO, Duration::plus);
            table.add(List.of("test", Lines.count(passed.size()) + " tests", "", Lines.seconds(took), "passed"));
        }
        results.stream().filter(result -> result.outcome() != Outcome.DONE).forEach(result -> table.add(cells(result)));
    }

    private static List<String> cells(StepResult result) {
        return List.of(
                lower(result.step()),
                result.name(),
                result.rows().isPresent() ? Lines.count(result.rows().getAsLong()) : "",
                Lines.seconds(result.took()),
                word(result));
    }

    private static String word(StepResult result) {
        return switch (result.outcome()) {
            case DONE -> "ok";
            case WARNED ->
                result.problems().size() == 1 ? "1 warning" : result.problems().size() + " warnings";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
        };
    }

    private void section(List<Problem> problems, String title) {
        if (!problems.isEmpty()) {
            shell.terminal().err().println();
            shell.terminal().err().println(shell.terminal().bold(title));
            shell.print(problems);
        }
    }

    private void logLine(StepResult result) {
        Map<String, Object> facts = Map.of("step", lower(result.step()), "what", result.name(), "result", word(result));
        var event = log.atInfo();
        for (Map.Entry<String, Object> fact : new java.util.TreeMap<>(facts).entrySet()) {
            event = event.addKeyValue(fact.getKey(), fact.getValue());
        }
        if (result.rows().isPresent()) {
            event = event.addKeyValue("rows", result.rows().getAsLong());
        }
        event.addKeyValue("millis", result.took().toMillis())
                .log(result.problems().isEmpty() ? "ended" : result.problems().toString());
    }

    private static String verdict(RunSummary summary) {
        return summary.isFailed() ? "failed" : "is done";
    }

    private static String lower(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }
}
