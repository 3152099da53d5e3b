package dev.caravan.cli;

import dev.caravan.compile.BatchRange;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "backfill",
        description = "Builds models again of what was extracted in a range of time; polls nothing.",
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    private CommandSpec spec;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private SelectOptions selection = new SelectOptions();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            required = true,
            converter = UtcTime.class,
            description =
                    "Where the range begins: a day such as 2026-11-25, or a time such as 2026-11-25T07:00:00Z; UTC.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            required = true,
            converter = UtcTime.class,
            description = "Where the range ends; not part of it. From 2026-11-25 to 2026-11-26 is one day.")
    private Instant until;

    BackfillCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (!from.isBefore(until)) {
            throw new ParameterException(
                    spec.commandLine(), "--from " + from + " is not before --to " + until + ": the range is empty");
        }
        try (Session session = Session.open(shell, environment)) {
            return session.summarized(
                    caravan -> caravan.backfill(new BatchRange(from, until), selection.select(), selection.exclude()));
        }
    }
}
