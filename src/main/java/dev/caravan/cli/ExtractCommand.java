package dev.caravan.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "extract",
        description = "Polls datasets and lands them; loads nothing.",
        mixinStandardHelpOptions = true)
final class ExtractCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Parameters(paramLabel = "DATASET", arity = "0..*", description = "Datasets; all unless given.")
    private List<String> datasets = List.of();

    ExtractCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.openWithApi(shell, environment)) {
            return session.summarized(caravan -> caravan.extract(datasets));
        }
    }
}
