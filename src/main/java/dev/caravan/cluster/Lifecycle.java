package dev.caravan.cluster;

import dev.caravan.cluster.State.Kind;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.project.Project;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The life of one environment's warehouse in AWS. Every command looks at what is there and goes on from it, so that one that was
 * cut off is simply given again. For one thread.
 */
public final class Lifecycle implements AutoCloseable {
    private final ClusterSettings settings;
    private final Aws aws;
    private final Steps steps;
    private final Walk walk;
    private final ClusterProgress progress;

    private Lifecycle(ClusterSettings settings, Aws aws, Steps steps, Walk walk, ClusterProgress progress) {
        this.settings = settings;
        this.aws = aws;
        this.steps = steps;
        this.walk = walk;
        this.progress = progress;
    }

    /**
     * @param anyAddress whether a warehouse that everybody may reach is wished indeed
     * @throws CaravanException with every setting that is wrong
     */
    public static Lifecycle toStart(
            Project project,
            Environment environment,
            boolean anyAddress,
            Clock clock,
            Pause pause,
            ClusterProgress progress) {
        List<Problem> problems = new ArrayList<>();
        Optional<ClusterSettings> settings = reading(problems, () -> ClusterSettings.toStart(environment));
        Optional<List<Cidr>> admitted = reading(problems, () -> Admission.of(environment, anyAddress));
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
        // nothing is deleted by a start
        return open(project, environment, settings.orElseThrow(), admitted, Ending.SNAPSHOT, clock, pause, progress);
    }

    /** For every command but start: asks for no more than finding and deleting what is there needs. */
    public static Lifecycle ofExisting(
            Project project,
            Environment environment,
            Ending ending,
            Clock clock,
            Pause pause,
            ClusterProgress progress) {
        ClusterSettings settings = ClusterSettings.ofExisting(environment);
        return open(project, environment, settings, Optional.empty(), ending, clock, pause, progress);
    }

    private static Lifecycle open(
            Project project,
            Environment environment,
            ClusterSettings settings,
            Optional<List<Cidr>> admitted,
            Ending ending,
            Clock clock,
            Pause pause,
            ClusterProgress progress) {
        Patience patience = new Patience(clock, pause, settings.timeout());
        Calls calls = new Calls(patience, progress);
        Aws aws = Aws.open();
        try {
            Account account = aws.account(calls);
            Steps steps = new Steps(project, environment, settings, admitted, ending, account, aws, calls);
            return new Lifecycle(settings, aws, steps, new Walk(patience, progress), progress);
        } catch (RuntimeException e) {
            aws.close();
            throw e;
        }
    }

    private static <T> Optional<T> reading(List<Problem> problems, java.util.function.Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (CaravanException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    /** What {@link #start} would do now. Asks, and changes nothing. */
    public Plan startPlan() {
        return plan(steps.all(), Lifecycle::starting, steps.documents(), steps.wishedCost());
    }

    /** Makes what is missing, mends what differs, waits for what is on its way. */
    public void start() {
        for (Step step : steps.all()) {
            State state = step.state();
            Walk.refuse(step, state);
            step.check(state);
        }
        steps.all().forEach(walk::reach);
    }

    /** What {@link #stop} would do now. */
    public Plan stopPlan() {
        List<Step> whole = backwards().stream().filter(step -> !step.isPart()).toList();
        return plan(whole, Lifecycle::stopping, List.of(), steps.presentCost());
    }

    /**
     * Deletes all that is ours, what needs another thing before that thing, and waits until it is gone.
     *
     * @throws CaravanException at the end, with what bears our names and not our tags, and was left alone
     */
    public void stop() {
        List<Problem> foreign = backwards().stream()
                .filter(step -> !step.isPart())
                .map(walk::remove)
                .flatMap(Optional::stream)
                .toList();
        if (!foreign.isEmpty()) {
            throw new CaravanException(foreign);
        }
    }

    /** Everything as it stands now, and what that costs. */
    public Plan status() {
        return plan(steps.all(), Lifecycle::standing, List.of(), steps.presentCost());
    }

    /** Puts a provisioned cluster to sleep: its data stays, its nodes are paid for no more. */
    public void pause() {
        sleepOrWake(true);
    }

    public void resume() {
        sleepOrWake(false);
    }

    private void sleepOrWake(boolean sleep) {
        Optional<ClusterStep> provisioned = steps.clusterStep();
        if (provisioned.isEmpty()) {
            progress.reached("workgroup " + settings.name(), "pauses and resumes by itself; there is nothing to do");
            return;
        }
        ClusterStep step = provisioned.get();
        Patience.Waiting waiting = walk.begin(step);
        boolean asked = false;
        while (true) {
            State state = steps.cluster().state(steps.cluster().find());
            Walk.refuse(step, state);
            if (state.is(Kind.ABSENT)) {
                throw new CaravanException(
                        Problem.at(step.name(), "is not there", "Start it with caravan cluster start."));
            }
            boolean asleep = state.equals(State.differs(ProvisionedCluster.PAUSED));
            boolean awake = state.is(Kind.PRESENT);
            if (sleep ? asleep : awake) {
                progress.reached(step.name(), state.detail());
                return;
            }
            if (asked || !asleep && !awake) {
                walk.await(step, state, waiting);
                continue;
            }
            progress.began(sleep ? "pause" : "resume", step.name());
            if (sleep) {
                step.pause();
            } else {
                step.resume();
            }
            asked = true;
        }
    }

    private List<Step> backwards() {
        List<Step> backwards = new ArrayList<>(steps.all());
        Collections.reverse(backwards);
        return backwards;
    }

    private Plan plan(
            List<Step> walked, BiFunction<Step, State, Plan.Line> line, List<Plan.Document> documents, Cost cost) {
        List<Plan.Line> lines =
                walked.stream().map(step -> line.apply(step, step.state())).toList();
        return new Plan(settings.name(), lines, documents, cost);
    }

    private static Plan.Line starting(Step step, State state) {
        String action =
                switch (state.kind()) {
                    case ABSENT -> "create";
                    case PRESENT -> Plan.KEEP;
                    case DIFFERS -> "change";
                    case CHANGING -> "wait for";
                    case FOREIGN -> "refuse";
                    case BROKEN -> "refuse";
                };
        return line(action, step, state);
    }

    private static Plan.Line stopping(Step step, State state) {
        String action =
                switch (state.kind()) {
                    case ABSENT -> Plan.GONE;
                    case FOREIGN -> "leave";
                    case PRESENT, DIFFERS, CHANGING, BROKEN -> "delete";
                };
        return line(action, step, state);
    }

    private static Plan.Line standing(Step step, State state) {
        String action =
                switch (state.kind()) {
                    case ABSENT -> "absent";
                    case PRESENT -> "ready";
                    case DIFFERS -> "differs";
                    case CHANGING -> "changing";
                    case FOREIGN -> "foreign";
                    case BROKEN -> "broken";
                };
        return line(action, step, state);
    }

    private static Plan.Line line(String action, Step step, State state) {
        String detail = state.is(Kind.FOREIGN) ? "the tags are not ours" : state.detail();
        return new Plan.Line(action, step.name(), detail);
    }

    @Override
    public void close() {
        aws.close();
    }
}
