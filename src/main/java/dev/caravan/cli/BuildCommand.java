package dev.caravan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "build",
        description = "Builds models and runs their tests, in dependency order.",
        mixinStandardHelpOptions = true)
final class BuildCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private SelectOptions selection = new SelectOptions();

    @Option(names = "--full-refresh", description = "Fills incremental models from the beginning.")
    private boolean fullRefresh;

    BuildCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(shell, environment)) {
            return session.summarized(caravan -> caravan.build(selection.select(), selection.exclude(), fullRefresh));
        }
    }
}
