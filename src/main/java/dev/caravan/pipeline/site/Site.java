package dev.caravan.pipeline.site;

import dev.caravan.compile.Manifest;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import dev.caravan.warehouse.Catalog;
import dev.caravan.warehouse.ReadSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Everything that a page can ask of a project and its warehouse. Changes nothing, and works while a command goes on in the
 * same process or in another one. Safe to use from many threads.
 *
 * <p>Where the warehouse has nothing yet, lists are empty. A name or an id that nothing has is a {@link NotFoundException}, a
 * question that cannot be answered so a {@link QuestionException}, one that took too long a
 * {@link dev.caravan.warehouse.ReadTimeoutException}; whatever else is wrong is a plain
 * {@link dev.caravan.project.CaravanException}.
 */
public final class Site implements AutoCloseable {
    private final Sight sight;
    private final Manifests manifests;
    private final Looking looking;
    private final Versions versions;
    private final Runs runs;
    private final Batches batches;
    private final Tables tables;
    private final Queries queries;
    private final Answers answers = new Answers();
    private final Remembered<SortedMap<NodeId, NodeRun>> lastResults = new Remembered<>();
    private final Remembered<SortedMap<String, Freshness>> freshness = new Remembered<>();

    private record Trend(List<NodeRun> runs) implements Answers.Sized {
        @Override
        public int cells() {
            return 10 * runs.size();
        }
    }

    private Site(Sight sight) {
        this.sight = sight;
        manifests = new Manifests(sight.project(), sight.compile());
        looking = new Looking(sight.warehouse(), ReadSettings.of(sight.environment()));
        versions = new Versions(looking);
        batches = new Batches(looking, sight.landing(), sight.environment().masking());
        runs = new Runs(looking, batches, sight.environment().masking());
        tables = new Tables(manifests, looking, versions);
        queries = new Queries(looking, sight.environment());
    }

    /** Opens nothing yet: the first question does. */
    public static Site of(Sight sight) {
        return new Site(sight);
    }

    public About about() {
        return new About(
                sight.project()
                        .root()
                        .toAbsolutePath()
                        .normalize()
                        .getFileName()
                        .toString(),
                sight.environment().name(),
                looking.dialect().name(),
                sight.clock().instant(),
                runs(1, Optional.empty()).runs().stream().findFirst(),
                dataVersion());
    }

    /** A command of this process is over: whoever asks from now on is told of everything that it changed. */
    public void commandOver() {
        versions.commandOver();
    }

    /** How many {@link #commandOver} has told of. Asks nobody, so it may be called where nothing may wait. */
    public long commandsOver() {
        return versions.commandsOver();
    }

    /** Another text wherever data may have changed. */
    public String dataVersion() {
        return versions.current().all();
    }

    /** Another text wherever models may have been built or nodes have run; loading alone leaves it as it is. */
    public String builtVersion() {
        return versions.current().built();
    }

    /** Another text wherever the rows of an analysis may have changed. */
    public String version(String analysis) {
        return tables.version(analysis);
    }

    /** The project's files as they are now; as they last were without an error, where there is one now. */
    public Manifest manifest() {
        return manifests.current();
    }

    /** The relations of the warehouse. */
    public Catalog catalog() {
        return looking.catalog(dataVersion());
    }

    /** How many rows the tables of the manifest have; those that could not be counted in time are left out. */
    public SortedMap<Relation, Long> rowCounts() {
        return looking.rowCounts(dataVersion(), manifest());
    }

    /** How each node ended when it last ran. */
    public SortedMap<NodeId, NodeRun> lastResults() {
        return lastResults.of(builtVersion(), runs::lastResults);
    }

    /** The newest loaded batch of each dataset; the raw table of a dataset has its name. */
    public SortedMap<String, Freshness> freshness() {
        return freshness.of(dataVersion(), batches::freshness);
    }

    /** @param before the id of the run that was last on the page before */
    public RunPage runs(int limit, Optional<String> before) {
        return kept(builtVersion(), "runs " + limit + " " + before, RunPage.class, () -> runs.page(limit, before));
    }

    public RunDetail run(String id) {
        return kept(dataVersion(), "run " + id, RunDetail.class, () -> runs.detail(id));
    }

    /** The last runs of a node, oldest first. */
    public List<NodeRun> trend(NodeId node, int limit) {
        return kept(
                        builtVersion(),
                        "trend " + node + " " + limit,
                        Trend.class,
                        () -> new Trend(runs.trend(node, limit)))
                .runs();
    }

    /** @param before the id of the batch that was last on the page before */
    public BatchPage batches(Optional<String> dataset, int limit, Optional<String> before) {
        return kept(
                dataVersion(),
                "batches " + dataset + " " + limit + " " + before,
                BatchPage.class,
                () -> batches.page(dataset, limit, before));
    }

    public BatchDetail batch(String id) {
        return batches.detail(id);
    }

    /** The line on which a record begins; the header is line 1. */
    public LandedLine line(String batchId, int part, long line) {
        return batches.line(batchId, part, line);
    }

    public TablePage table(TableQuestion question) {
        return tables.page(question);
    }

    /** All rows of a table question, offset and limit passed over; constant memory. */
    public void rows(TableQuestion question, RowSink sink) throws IOException {
        tables.rows(question, sink);
    }

    /** @param parameters values of the analysis's parameters, as texts */
    public Columnar data(String analysis, SortedMap<String, String> parameters) {
        return tables.data(analysis, parameters);
    }

    /**
     * The result of a select that anybody wrote.
     *
     * @param maxRows more are an error, and so are more than the environment's {@code query.max-rows}
     */
    public QueryResult query(String sql, long maxRows) {
        return queries.run(sql, maxRows);
    }

    /** Asked once, as long as the data are the same. */
    private <T extends Answers.Sized> T kept(String version, String question, Class<T> kind, Supplier<T> asking) {
        return answers.of(version + " " + question, kind, asking);
    }

    @Override
    public void close() {
        looking.close();
    }
}
