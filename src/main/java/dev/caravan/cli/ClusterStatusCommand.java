package dev.caravan.cli;

import dev.caravan.cluster.Ending;
import dev.caravan.cluster.Lifecycle;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Prints what there is of the warehouse in AWS, how it stands, and what it costs.",
        mixinStandardHelpOptions = true)
final class ClusterStatusCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    ClusterStatusCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (ClusterSession session = new ClusterSession(shell, environment);
                Lifecycle lifecycle = session.ofExisting(Ending.SNAPSHOT)) {
            session.printer().print("state", lifecycle.status());
            return 0;
        }
    }
}
