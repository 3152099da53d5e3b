package dev.caravan.telemetry;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.graph.NodeId;
import dev.caravan.pipeline.Progress;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Masking;
import dev.caravan.project.Problem;
import dev.caravan.run.NodeResult;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.utils.UUIDUtils;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A build as OpenLineage tells it: the run as one job, and a job for each model below it. Safe to use from many threads. */
final class Lineage implements Progress, AutoCloseable {
    private static final String INTEGRATION = "CARAVAN";
    private static final String BATCH = "BATCH";

    private final OpenLineage lineage;
    private final LineageDatasets datasets;
    private final LineageSender sender;
    private final String namespace;
    private final Masking masking;
    private final Clock clock;
    private final Map<NodeId, UUID> inHand = new HashMap<>();
    private Optional<Parent> parent = Optional.empty();
    private Optional<Manifest> manifest = Optional.empty();

    /** The command that builds. Its run has the id that stands in {@code caravan.run}. */
    private record Parent(String command, UUID runId) {}

    private Lineage(LineageSettings settings, LineageSender sender, Environment environment, Clock clock) {
        this.sender = sender;
        this.clock = clock;
        lineage = new OpenLineage(settings.producer());
        namespace = settings.namespace();
        masking = environment.masking();
        datasets = new LineageDatasets(lineage, environment.text("warehouse.url"));
    }

    static Lineage sentTo(LineageSettings settings, Environment environment, Clock clock) {
        return new Lineage(settings, new LineageSender(settings), environment, clock);
    }

    @Override
    public synchronized void commandBegan(String command, String runId) {
        parent = Optional.of(new Parent(command, UUID.fromString(runId)));
    }

    @Override
    public synchronized void building(Manifest next) {
        manifest = Optional.of(next);
        parent.ifPresent(run -> send(EventType.START, run, error -> {}));
    }

    @Override
    public synchronized void nodeBegan(Node node) {
        if (node instanceof Model model) {
            inHand.put(model.id(), UUIDUtils.generateNewUUID());
            send(EventType.START, model, OptionalLong.empty(), List.of());
        }
    }

    @Override
    public synchronized void nodeEnded(NodeResult result) {
        if (result.node() instanceof Model model && inHand.containsKey(model.id())) {
            boolean failed = result instanceof NodeResult.Failed;
            send(failed ? EventType.FAIL : EventType.COMPLETE, model, result.rows(), result.problems());
            inHand.remove(model.id());
        }
    }

    @Override
    public synchronized void commandEnded(RunSummary summary) {
        over(summary.failures());
    }

    @Override
    public synchronized void commandFailed(String command, RuntimeException failure) {
        over(
                failure instanceof CaravanException known
                        ? known.problems()
                        : List.of(Problem.at(command, "met a defect of Caravan", "")));
    }

    /** Models that a stop took out of the hand have failed, too. */
    private void over(List<Problem> failures) {
        manifest.ifPresent(built -> {
            built.models().stream()
                    .filter(model -> inHand.containsKey(model.id()))
                    .forEach(model -> send(EventType.FAIL, model, OptionalLong.empty(), failures));
            parent.ifPresent(run -> send(
                    failures.isEmpty() ? EventType.COMPLETE : EventType.FAIL, run, facets -> error(facets, failures)));
        });
        inHand.clear();
        manifest = Optional.empty();
        parent = Optional.empty();
    }

    private void send(EventType type, Parent run, Consumer<OpenLineage.RunFacetsBuilder> error) {
        OpenLineage.RunFacetsBuilder facets = lineage.newRunFacetsBuilder();
        error.accept(facets);
        sender.send(lineage.newRunEventBuilder()
                .eventTime(now())
                .eventType(type)
                .run(lineage.newRun(run.runId(), facets.build()))
                .job(lineage.newJob(namespace, run.command(), jobFacets("RUN").build()))
                .inputs(List.of())
                .outputs(List.of())
                .build());
    }

    private void send(EventType type, Model model, OptionalLong rows, List<Problem> problems) {
        OpenLineage.RunFacetsBuilder facets = lineage.newRunFacetsBuilder();
        parent.ifPresent(run -> facets.parent(lineage.newParentRunFacetBuilder()
                .run(lineage.newParentRunFacetRunBuilder().runId(run.runId()).build())
                .job(lineage.newParentRunFacetJobBuilder()
                        .namespace(namespace)
                        .name(run.command())
                        .build())
                .build()));
        error(facets, problems);
        sender.send(lineage.newRunEventBuilder()
                .eventTime(now())
                .eventType(type)
                .run(lineage.newRun(inHand.get(model.id()), facets.build()))
                .job(lineage.newJob(
                        namespace,
                        model.id().value(),
                        jobFacets("MODEL")
                                .sql(lineage.newSQLJobFacetBuilder()
                                        .query(masking.mask(model.sql()))
                                        .build())
                                .build()))
                .inputs(manifest.map(built -> datasets.inputs(built, model)).orElse(List.of()))
                .outputs(List.of(datasets.output(model, rows)))
                .build());
    }

    private OpenLineage.JobFacetsBuilder jobFacets(String type) {
        return lineage.newJobFacetsBuilder()
                .jobType(lineage.newJobTypeJobFacetBuilder()
                        .integration(INTEGRATION)
                        .jobType(type)
                        .processingType(BATCH)
                        .build());
    }

    private void error(OpenLineage.RunFacetsBuilder facets, List<Problem> problems) {
        if (!problems.isEmpty()) {
            String text = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
            facets.errorMessage(lineage.newErrorMessageRunFacetBuilder()
                    .message(masking.mask(text))
                    .programmingLanguage("SQL")
                    .build());
        }
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        sender.close();
    }
}
