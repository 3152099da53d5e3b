package dev.caravan.cli;

import dev.caravan.cluster.Ending;
import dev.caravan.cluster.Lifecycle;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.time.Duration;

/** What the cluster's commands share: the environment, the printer, and a thread that may sleep. */
final class ClusterSession implements AutoCloseable {
    private final Shell shell;
    private final Session session;
    private final ClusterLines progress;

    ClusterSession(Shell shell, EnvironmentOptions options) {
        this.shell = shell;
        session = Session.open(shell, options);
        progress = new ClusterLines(shell.terminal());
    }

    Lifecycle toStart(boolean anyAddress) {
        return Lifecycle.toStart(
                session.project(), session.environment(), anyAddress, shell.clock(), ClusterSession::sleep, progress);
    }

    Lifecycle ofExisting(Ending ending) {
        return Lifecycle.ofExisting(
                session.project(), session.environment(), ending, shell.clock(), ClusterSession::sleep, progress);
    }

    PlanPrinter printer() {
        return new PlanPrinter(shell.terminal());
    }

    Confirmation confirmation() {
        return Confirmation.of(shell.terminal());
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaravanException(
                    Problem.at(
                            "caravan cluster", "was interrupted", "Run the same command again: it goes on from here."),
                    e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
