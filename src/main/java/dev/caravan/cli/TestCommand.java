package dev.caravan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "test", description = "Runs the data tests of models and sources.", mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Mixin
    private SelectOptions selection = new SelectOptions();

    TestCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(shell, environment)) {
            return session.summarized(caravan -> caravan.test(selection.select(), selection.exclude()));
        }
    }
}
