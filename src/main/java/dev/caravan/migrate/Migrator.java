package dev.caravan.migrate;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import dev.caravan.project.Suggestion;
import dev.caravan.warehouse.Repeat;
import dev.caravan.warehouse.Warehouse;
import java.io.StringWriter;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.change.core.TagDatabaseChange;
import liquibase.exception.LiquibaseException;

/**
 * Brings a warehouse's tables to what {@code migrations/changelog.yaml} declares, and back. Changesets without a context
 * run everywhere, the others where their context is the environment's name. For one thread at a time.
 */
@SuppressWarnings("deprecation") // the command framework that replaces these calls starts a scope and a scan of its own
public final class Migrator {
    private static final LabelExpression ANY_LABEL = new LabelExpression();

    private final Warehouse warehouse;
    private final MigrationState state;
    private final LiquibaseSession session;
    private final Contexts contexts;
    private final ReaderAccess readers;

    public Migrator(Project project, Warehouse warehouse, String environment) {
        this(project, warehouse, environment, ReaderAccess.none());
    }

    /** @param readers who is to be there when all is migrated */
    public Migrator(Project project, Warehouse warehouse, String environment, ReaderAccess readers) {
        this.warehouse = requireNonNull(warehouse, "warehouse is null");
        this.readers = requireNonNull(readers, "readers is null");
        this.state = new MigrationState(project, warehouse, environment, readers.statements());
        this.session = new LiquibaseSession(project, warehouse);
        this.contexts = new Contexts(environment);
    }

    /** Runs every pending changeset and gives those that ran. Cheap where no changelog changed since the last time. */
    public List<Changeset> update() {
        if (state.isCurrent() && readers.isComplete(warehouse)) {
            return List.of();
        }
        prepare();
        List<Changeset> applied = session.applied(liquibase -> liquibase.update(contexts, ANY_LABEL));
        readers.grant(warehouse);
        state.remember();
        return applied;
    }

    /**
     * Runs pending changesets up to the one that sets a tag.
     *
     * @throws CaravanException where none sets it: Liquibase would run them all
     */
    public List<Changeset> to(String tag) {
        prepare();
        state.forget();
        return session.applied(liquibase -> {
            refuseUnknown(tag, tags(liquibase));
            liquibase.update(tag, contexts, ANY_LABEL);
        });
    }

    private static void refuseUnknown(String tag, List<String> known) {
        if (!known.contains(tag)) {
            throw new CaravanException(Problem.at(
                    "migrations",
                    "no changeset sets the tag \"" + tag + "\"",
                    known.isEmpty()
                            ? "Write a changeset with tagDatabase into migrations/changelog.yaml."
                            : Suggestion.didYouMean(tag, known, "There are " + String.join(", ", known) + ".")));
        }
    }

    private static List<String> tags(Liquibase liquibase) throws LiquibaseException {
        return liquibase.getDatabaseChangeLog().getChangeSets().stream()
                .flatMap(changeset -> changeset.getChanges().stream())
                .filter(TagDatabaseChange.class::isInstance)
                .map(change -> ((TagDatabaseChange) change).getTag())
                .toList();
    }

    /** Takes back the changesets that ran last. */
    public void rollback(int count) {
        prepare();
        state.forget();
        session.applied(liquibase -> liquibase.rollback(count, null, contexts, ANY_LABEL));
    }

    /** The changesets that {@link #update} would run. */
    public List<Changeset> status() {
        prepare();
        return session.run(liquibase -> liquibase.listUnrunChangeSets(contexts, ANY_LABEL).stream()
                .map(Changeset::of)
                .toList());
    }

    /** The script of what {@link #update} would run. */
    public String sql() {
        prepare();
        String script = session.run(liquibase -> {
            StringWriter written = new StringWriter();
            liquibase.update(contexts, ANY_LABEL, written);
            return written.toString();
        });
        return script + MigrationScript.ofReaders(readers.pending(warehouse, state.isCurrent()));
    }

    /** Liquibase keeps its own tables in this schema, so that it must stand before the first changeset. */
    private void prepare() {
        warehouse.inTransaction(Repeat.ALSO_IF_UNKNOWN, tx -> {
            warehouse.materializations().createSchema(QuietLiquibase.SCHEMA).forEach(tx::execute);
            return tx;
        });
    }
}
