package dev.caravan.cli;

import dev.caravan.cluster.Ending;
import dev.caravan.cluster.Lifecycle;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "pause",
        description =
                "Puts a provisioned cluster to sleep: its data stays, its nodes cost nothing. A workgroup pauses by itself.",
        mixinStandardHelpOptions = true)
final class ClusterPauseCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    ClusterPauseCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (ClusterSession session = new ClusterSession(shell, environment);
                Lifecycle lifecycle = session.ofExisting(Ending.SNAPSHOT)) {
            lifecycle.pause();
            return 0;
        }
    }
}
