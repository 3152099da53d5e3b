package dev.caravan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = "Migrates, extracts, loads, builds and tests: the main job.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private SelectOptions selection = new SelectOptions();

    @Option(names = "--full-refresh", description = "Fills incremental models from the beginning.")
    private boolean fullRefresh;

    RunCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.openWithApi(shell, environment)) {
            return session.summarized(caravan -> caravan.run(selection.select(), selection.exclude(), fullRefresh));
        }
    }
}
