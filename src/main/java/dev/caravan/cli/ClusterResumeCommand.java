package dev.caravan.cli;

import dev.caravan.cluster.Ending;
import dev.caravan.cluster.Lifecycle;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "resume", description = "Wakes a provisioned cluster that was paused.", mixinStandardHelpOptions = true)
final class ClusterResumeCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    ClusterResumeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (ClusterSession session = new ClusterSession(shell, environment);
                Lifecycle lifecycle = session.ofExisting(Ending.SNAPSHOT)) {
            lifecycle.resume();
            return 0;
        }
    }
}
