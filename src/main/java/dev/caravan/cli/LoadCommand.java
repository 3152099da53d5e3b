package dev.caravan.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "load",
        description = "Loads committed batches that the ledger does not know.",
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Parameters(paramLabel = "DATASET", arity = "0..*", description = "Datasets; all unless given.")
    private List<String> datasets = List.of();

    LoadCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(shell, environment)) {
            return session.summarized(caravan -> caravan.load(datasets));
        }
    }
}
