package dev.caravan.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "extract",
        description = "Polls datasets and lands them; loads nothing.",
        mixinStandardHelpOptions = true)
final class ExtractCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    private CommandSpec spec;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Parameters(paramLabel = "DATASET", arity = "0..*", description = "Datasets; all unless given.")
    private List<String> datasets = List.of();

    @Option(
            names = "--replay",
            paramLabel = "REJECTS",
            description = {
                "Polls nothing, and lands records that were put aside, as a new batch and once:",
                "DATASET/BATCH, or a file DATASET/dt=DAY/batch=ID/rejects.jsonl.gz that was mended; may be repeated."
            })
    private List<String> rejects = List.of();

    ExtractCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (!rejects.isEmpty() && !datasets.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--replay names its dataset; give no DATASET beside it");
        }
        try (Session session = Session.openWithApi(shell, environment)) {
            return session.summarized(
                    caravan -> rejects.isEmpty() ? caravan.extract(datasets) : caravan.replay(rejects));
        }
    }
}
