package dev.caravan.migrate;

import dev.caravan.project.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.ChangeSet.RunStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.UnexpectedLiquibaseException;

/** Listens to Liquibase: which changesets ran, and which one failed. */
final class AppliedChangesets extends AbstractChangeExecListener {
    private final List<Changeset> ran = new ArrayList<>();
    private Optional<Changeset> failed = Optional.empty();

    @Override
    public void willRun(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, RunStatus status) {
        if (changeSet.isRunInTransaction()) {
            WholeChangesets.of(database).ifPresent(WholeChangesets::begin);
        }
    }

    @Override
    public void willRollback(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
        if (changeSet.isRunInTransaction()) {
            WholeChangesets.of(database).ifPresent(WholeChangesets::begin);
        }
    }

    @Override
    public void rolledBack(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database) {
        end(database);
    }

    @Override
    public void ran(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, ExecType type) {
        end(database);
        if (type.ran) {
            ran.add(Changeset.of(changeSet));
        }
    }

    @Override
    public void runFailed(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, Exception failure) {
        failed = Optional.of(Changeset.of(changeSet));
    }

    @Override
    public void rollbackFailed(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database, Exception failure) {
        failed = Optional.of(Changeset.of(changeSet));
    }

    private static void end(Database database) {
        try {
            Optional<WholeChangesets> connection = WholeChangesets.of(database);
            if (connection.isPresent()) {
                connection.get().end();
            }
        } catch (DatabaseException e) {
            throw new UnexpectedLiquibaseException(e);
        }
    }

    List<Changeset> ran() {
        return List.copyOf(ran);
    }

    Problem problem(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).strip();
        return failed.map(
                        changeset -> Problem.at(
                                changeset.toString(),
                                message,
                                "Mend the changeset and migrate again: nothing of it is in the warehouse, what ran before it stays."))
                .orElseGet(() -> Problem.at(
                        "migrations/changelog.yaml",
                        message,
                        "Mend what it says; nothing was changed by this command."));
    }
}
