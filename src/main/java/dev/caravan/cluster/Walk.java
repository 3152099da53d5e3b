package dev.caravan.cluster;

import dev.caravan.cluster.State.Kind;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.util.Optional;

/** Brings one step's thing to where it is wished, from wherever it stands. */
final class Walk {
    // what was just made may be unseen for some looks; after that it is tried again
    private static final int LOOKS_BEFORE_ANOTHER_TRY = 5;

    private final Patience patience;
    private final ClusterProgress progress;

    Walk(Patience patience, ClusterProgress progress) {
        this.patience = patience;
        this.progress = progress;
    }

    /** Makes it, changes it, waits for it. */
    void reach(Step step) {
        Patience.Waiting waiting = patience.begin(step.name());
        Optional<State> acted = Optional.empty();
        for (int looks = 0; ; looks++) {
            State state = step.state();
            if (state.is(Kind.PRESENT)) {
                progress.reached(step.name(), state.detail());
                return;
            }
            refuse(step, state);
            boolean again = acted.filter(state::equals).isEmpty() || looks % LOOKS_BEFORE_ANOTHER_TRY == 0;
            if (state.is(Kind.ABSENT) && again) {
                progress.began("create", step.name());
                step.create();
                acted = Optional.of(state);
            } else if (state.is(Kind.DIFFERS) && again) {
                progress.began("change", step.name());
                step.change();
                acted = Optional.of(state);
            } else {
                await(step, state, waiting);
            }
        }
    }

    /** Deletes it and waits until it is gone. Somebody else's is left alone and given back as a problem. */
    Optional<Problem> remove(Step step) {
        Patience.Waiting waiting = patience.begin(step.name());
        Optional<State> acted = Optional.empty();
        for (int looks = 0; ; looks++) {
            State state = step.state();
            if (state.is(Kind.FOREIGN)) {
                return Optional.of(foreign(step));
            }
            if (state.is(Kind.ABSENT)) {
                step.afterDeletion();
                progress.reached(step.name(), "gone");
                return Optional.empty();
            }
            boolean again = acted.filter(state::equals).isEmpty() || looks % LOOKS_BEFORE_ANOTHER_TRY == 0;
            if (!state.is(Kind.CHANGING) && again) {
                progress.began("delete", step.name());
                step.delete();
                acted = Optional.of(state);
            } else {
                await(step, state, waiting);
            }
        }
    }

    void await(Step step, State state, Patience.Waiting waiting) {
        progress.waits(step.name(), state.detail(), waiting.waited());
        waiting.pause(state.detail());
    }

    Patience.Waiting begin(Step step) {
        return patience.begin(step.name());
    }

    /** @throws CaravanException where it is somebody else's, or past mending */
    static void refuse(Step step, State state) {
        if (state.is(Kind.FOREIGN)) {
            throw new CaravanException(foreign(step));
        }
        if (state.is(Kind.BROKEN)) {
            throw new CaravanException(
                    Problem.at(
                            step.name(),
                            "is in the state \"" + state.detail() + "\", which does not pass by itself",
                            "AWS's console says more. caravan cluster stop deletes it, with --no-snapshot where it can take none."));
        }
    }

    static Problem foreign(Step step) {
        return Problem.at(
                step.name(),
                "is there already, and its tags do not say that this environment owns it",
                "It is left alone. Give other names by " + ClusterSettings.NAME + ", or, where it is yours, check "
                        + ClusterSettings.PROJECT + " and the environment's name.");
    }
}
