package dev.caravan.cli;

import dev.caravan.cluster.Lifecycle;
import dev.caravan.cluster.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        description = "Makes what is missing and waits until the warehouse answers; resumes one that is paused.",
        mixinStandardHelpOptions = true)
final class ClusterStartCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Option(names = "--dry-run", description = "Prints the steps, the policies and the cost, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Does not ask before it goes on.")
    private boolean yes;

    @Option(
            names = "--allow-any-address",
            description = "Takes ranges of cluster.allow-cidr that let in everybody, such as 0.0.0.0/0.")
    private boolean anyAddress;

    ClusterStartCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (ClusterSession session = new ClusterSession(shell, environment);
                Lifecycle lifecycle = session.toStart(anyAddress)) {
            Plan plan = lifecycle.startPlan();
            session.printer().print("step", plan);
            if (dryRun) {
                return 0;
            }
            if (!plan.changesNothing()) {
                session.confirmation().ask("caravan cluster start", plan.name(), yes);
            }
            lifecycle.start();
            return 0;
        }
    }
}
