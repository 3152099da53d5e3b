package dev.caravan.web;

import dev.caravan.compile.Manifest;
import dev.caravan.docs.catalog.DataDictionary;
import dev.caravan.docs.catalog.Freshness;
import dev.caravan.docs.catalog.LastResult;
import dev.caravan.docs.catalog.Observations;
import dev.caravan.docs.diagram.StarDiagram;
import dev.caravan.docs.lineage.Lineage;
import dev.caravan.docs.star.Star;
import dev.caravan.graph.NodeId;
import dev.caravan.pipeline.site.About;
import dev.caravan.pipeline.site.NodeRun;
import dev.caravan.pipeline.site.Remembered;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.CaravanException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the page asks for, by path, as values whose JSON the page reads: the same for a browser that asks over HTTP
 * and for an export that writes files. Safe to use from many threads.
 */
public final class PageData {
    private final Site site;
    private final Mode mode;
    private final String version;
    private final Remembered<DataDictionary> dictionary = new Remembered<>();
    private final Remembered<Lineage> lineage = new Remembered<>();

    /** Where the page is: on a server, or in files. */
    public enum Mode {
        LIVE,
        STATIC
    }

    public PageData(Site site, Mode mode) {
        this.site = site;
        this.mode = mode;
        version = Optional.ofNullable(PageData.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /**
     * @param path its parts, decoded: {@code ["catalog", "model.caravan.dim_coin"]}
     * @return nothing where there is no such path
     */
    public Optional<Object> answer(List<String> path, SortedMap<String, String> parameters) {
        Parameters asked = new Parameters(parameters);
        String first = path.get(0);
        return switch (path.size()) {
            case 1 -> list(first, asked);
            case 2 -> one(first, path.get(1), asked);
            case 3 ->
                first.equals("nodes") && path.get(2).equals("trend")
                        ? Optional.of(trend(path.get(1), asked))
                        : Optional.empty();
            case 6 ->
                first.equals("batches")
                                && path.get(2).equals("parts")
                                && path.get(4).equals("lines")
                        ? line(path.get(1), path.get(3), path.get(5))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The entity diagram, as SVG. */
    public String diagram() {
        Manifest manifest = site.manifest();
        try {
            return StarDiagram.svg(Star.of(manifest, site.catalog()));
        } catch (CaravanException e) {
            // not all of its tables are there yet
            return StarDiagram.svg(Star.declared(manifest));
        }
    }

    /** Another number for whoever must not get an answer that somebody else began to wait for. */
    long commandsOver() {
        return site.commandsOver();
    }

    /** Another text wherever the answer may be another one. */
    String version(List<String> path) {
        String data =
                switch (path.get(0)) {
                    case "tables", "data" -> path.size() == 2 ? site.version(path.get(1)) : site.dataVersion();
                    case "lineage", "nodes" -> site.builtVersion();
                    case "runs" -> path.size() == 1 ? site.builtVersion() : site.dataVersion();
                    default -> site.dataVersion();
                };
        return data + " " + site.manifest().hashCode();
    }

    private Optional<Object> list(String name, Parameters asked) {
        return switch (name) {
            case "site" -> Optional.of(about());
            case "catalog" -> Optional.of(dictionary().list());
            case "lineage" -> Optional.of(lineage());
            case "runs" -> Optional.of(site.runs(asked.limit(), asked.text("before")));
            case "batches" -> Optional.of(site.batches(asked.text("dataset"), asked.limit(), asked.text("before")));
            default -> Optional.empty();
        };
    }

    private Optional<Object> one(String kind, String name, Parameters asked) {
        return switch (kind) {
            case "catalog" -> dictionary().find(name).map(Object.class::cast);
            case "runs" -> Optional.of(Shapes.RunShape.of(site.run(name), site.manifest()));
            case "batches" -> Optional.of(Shapes.BatchShape.of(site.batch(name)));
            case "tables" -> Optional.of(Shapes.Table.of(site.table(asked.table(name))));
            case "data" -> Optional.of(Shapes.Chart.of(site.data(name, asked.values())));
            default -> Optional.empty();
        };
    }

    private Shapes.SiteShape about() {
        About about = site.about();
        boolean live = mode == Mode.LIVE;
        return new Shapes.SiteShape(
                about.project(),
                about.environment(),
                about.warehouse(),
                live ? "live" : "static",
                about.at(),
                version,
                new Shapes.Features(live, live, live),
                about.lastRun().map(Shapes.LastRun::of),
                about.dataVersion());
    }

    private DataDictionary dictionary() {
        return dictionary.of(
                site.dataVersion() + " " + site.manifest().hashCode(),
                () -> DataDictionary.of(
                        site.manifest(), new Observations(site.catalog(), site.rowCounts(), results(), freshness())));
    }

    /** Layout takes a while, and is of the files alone. */
    private Lineage lineage() {
        Manifest manifest = site.manifest();
        Map<String, String> statuses = new TreeMap<>();
        site.lastResults().forEach((node, result) -> statuses.put(node.value(), result.status()));
        return lineage.of(Integer.toString(manifest.hashCode()), () -> Lineage.of(manifest))
                .withStatus(statuses);
    }

    private SortedMap<NodeId, LastResult> results() {
        SortedMap<NodeId, LastResult> results = new TreeMap<>();
        site.lastResults().forEach((node, run) -> results.put(node, result(run)));
        return results;
    }

    private static LastResult result(NodeRun run) {
        return new LastResult(run.runId(), run.status(), run.startedAt(), run.seconds(), run.rows(), run.message());
    }

    private SortedMap<String, Freshness> freshness() {
        SortedMap<String, Freshness> fresh = new TreeMap<>();
        site.freshness()
                .forEach((dataset, newest) -> fresh.put(dataset, new Freshness(newest.loadedAt(), newest.batchId())));
        return fresh;
    }

    private Shapes.Trend trend(String node, Parameters asked) {
        return new Shapes.Trend(site.trend(new NodeId(node), asked.limit()).stream()
                .map(Shapes.Point::of)
                .toList());
    }

    private Optional<Object> line(String batch, String part, String line) {
        try {
            return Optional.of(site.line(batch, Integer.parseInt(part), Long.parseLong(line)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
