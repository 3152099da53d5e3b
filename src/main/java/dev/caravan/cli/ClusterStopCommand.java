package dev.caravan.cli;

import dev.caravan.cluster.Ending;
import dev.caravan.cluster.Lifecycle;
import dev.caravan.cluster.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stop",
        description =
                "Keeps a final snapshot, deletes all that carries this environment's tags, waits until it is gone.",
        mixinStandardHelpOptions = true)
final class ClusterStopCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private EnvironmentOptions environment = new EnvironmentOptions();

    @Option(names = "--dry-run", description = "Prints what would be deleted, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Does not ask before it goes on.")
    private boolean yes;

    @Option(names = "--no-snapshot", description = "Keeps nothing of the data.")
    private boolean noSnapshot;

    ClusterStopCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (ClusterSession session = new ClusterSession(shell, environment);
                Lifecycle lifecycle = session.ofExisting(noSnapshot ? Ending.NO_SNAPSHOT : Ending.SNAPSHOT)) {
            Plan plan = lifecycle.stopPlan();
            session.printer().print("step", plan);
            if (dryRun) {
                return 0;
            }
            if (!plan.changesNothing()) {
                session.confirmation().ask("caravan cluster stop", plan.name(), yes);
            }
            lifecycle.stop();
            return 0;
        }
    }
}
