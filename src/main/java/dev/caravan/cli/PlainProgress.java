package dev.caravan.cli;

import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.Step;
import dev.caravan.pipeline.StepResult;
import dev.caravan.pipeline.StepResult.Outcome;
import dev.caravan.project.Problem;
import java.util.Locale;

/** One line as each thing ends; tests that passed say nothing. */
final class PlainProgress implements Progress {
    private final Terminal terminal;

    PlainProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void ended(StepResult result) {
        if (isWorthALine(result)) {
            terminal.err().println(line(terminal, result));
        }
    }

    @Override
    public synchronized void commandWaits(String command, Problem because) {
        terminal.err().println(waiting(terminal, because));
    }

    static String waiting(Terminal terminal, Problem because) {
        return terminal.yellow("wait") + " " + Printable.word(because.place() + " " + because.what());
    }

    static boolean isWorthALine(StepResult result) {
        return switch (result.step()) {
            case TEST -> result.outcome() != Outcome.DONE;
            // most datasets have nothing left over from an earlier run
            case LOAD -> result.outcome() != Outcome.DONE || result.rows().orElse(0) > 0;
            case MIGRATE, EXTRACT, BUILD -> true;
        };
    }

    static String line(Terminal terminal, StepResult result) {
        String step = String.format(Locale.ROOT, "%-7s", result.step().name().toLowerCase(Locale.ROOT));
        String rows = result.rows().isPresent()
                ? ": " + amount(result.step(), result.rows().getAsLong())
                : "";
        return mark(terminal, result.outcome()) + " " + step + "  " + Printable.word(result.name()) + rows
                + terminal.faint(", " + Lines.seconds(result.took()) + " s");
    }

    private static String amount(Step step, long number) {
        return step == Step.MIGRATE ? Lines.count(number) : Lines.rows(number);
    }

    private static String mark(Terminal terminal, Outcome outcome) {
        return switch (outcome) {
            case DONE -> terminal.green("ok  ");
            case WARNED -> terminal.yellow("warn");
            case FAILED -> terminal.red("FAIL");
            case SKIPPED -> terminal.faint("skip");
        };
    }
}
