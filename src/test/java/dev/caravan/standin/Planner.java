package dev.caravan.standin;

import dev.caravan.standin.Plan.Done;
import dev.caravan.standin.Plan.Passed;
import java.util.Optional;

/** Decides what becomes of a statement. */
final class Planner {
    private final RedshiftRules rules = new RedshiftRules();

    /**
     * @param status of the transaction, as the protocol has it: I, T or E
     * @throws Refusal where Redshift refuses the statement
     */
    Plan plan(Sql sql, char status) {
        Sql folded = Names.fold(sql);
        if (status == 'E') {
            // PostgreSQL says what is wrong, and lets commit and rollback through
            return new Passed(sql.render(), folded.render());
        }
        rules.check(folded, status == 'T');
        return done(folded)
                .<Plan>map(step -> new Done(sql.render(), step.step(), step.inTransaction()))
                .orElseGet(() ->
                        new Passed(sql.render(), Translation.translate(folded).render()));
    }

    private static Optional<DoneStep> done(Sql sql) {
        return switch (sql.verb()) {
            case "copy" -> Optional.of(new DoneStep(CopyCommand.parse(sql), true));
            case "unload" -> Optional.of(new DoneStep(UnloadCommand.parse(sql), true));
            case "vacuum" -> Optional.of(new DoneStep(work -> "VACUUM", false));
            case "analyze" -> Optional.of(new DoneStep(Maintenance.analyze(sql), true));
            case "truncate" -> Optional.of(new DoneStep(Maintenance.truncate(sql), false));
            case "create" -> create(sql);
            case "drop" -> Optional.of(new DoneStep(Drops.parse(sql), true));
            case "alter" ->
                sql.at(1).is("table") ? Optional.of(new DoneStep(AlterTable.parse(sql), true)) : Optional.empty();
            case "merge" ->
                sql.has("remove", "duplicates")
                        ? Optional.of(new DoneStep(RemoveDuplicates.parse(sql), true))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<DoneStep> create(Sql sql) {
        if (CreateTable.isOne(sql)) {
            return Optional.of(new DoneStep(CreateTable.parse(sql), true));
        }
        return CreateView.isOne(sql) ? Optional.of(new DoneStep(CreateView.parse(sql), true)) : Optional.empty();
    }

    private record DoneStep(Plan.Step step, boolean inTransaction) {}
}
