package dev.caravan.pipeline.pages;

import static java.util.stream.Collectors.toMap;

import dev.caravan.compile.Manifest;
import dev.caravan.docs.catalog.DataDictionary;
import dev.caravan.docs.catalog.NodeDetail;
import dev.caravan.docs.catalog.NodeList;
import dev.caravan.docs.diagram.StarDiagram;
import dev.caravan.docs.lineage.Lineage;
import dev.caravan.docs.star.Star;
import dev.caravan.graph.NodeId;
import dev.caravan.pipeline.site.BatchPage;
import dev.caravan.pipeline.site.LandedLine;
import dev.caravan.pipeline.site.RunPage;
import dev.caravan.pipeline.site.Site;
import dev.caravan.pipeline.site.TableQuestion;
import dev.caravan.warehouse.Catalog;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The answer to each question of the page, as a value that {@link dev.caravan.docs.Json} writes. What costs much is kept as
 * long as the files and the data are the same. Throws what {@link Site} throws. Safe to use from many threads.
 */
public final class Pages {
    private final Site site;
    private final PageMode mode;
    private final String version;
    private final Kept<Manifest, Lineage> lineage = new Kept<>();
    private final Kept<Seen, DataDictionary> dictionary = new Kept<>();
    private final Kept<Seen, String> diagram = new Kept<>();

    /** What an answer was made of. */
    private record Seen(Manifest manifest, String dataVersion) {}

    /** @param version Caravan's own */
    public Pages(Site site, PageMode mode, String version) {
        this.site = site;
        this.mode = mode;
        this.version = version;
    }

    /** {@code site} */
    public SiteAnswer site() {
        return SiteAnswer.of(site.about(), mode, version);
    }

    /** {@code catalog} */
    public NodeList catalog() {
        return dictionary().list();
    }

    /** {@code catalog/<id>}; nothing where no node has the id. */
    public Optional<NodeDetail> node(String id) {
        return dictionary().find(id);
    }

    /** All that the catalog is made of. */
    public DataDictionary dictionary() {
        return dictionary.of(seen(), seen -> DataDictionary.of(seen.manifest(), Seeing.of(site)));
    }

    /** {@code diagram.svg}; without types where a table of it is not there yet. */
    public String diagram() {
        return diagram.of(seen(), seen -> StarDiagram.ofKeys(star(seen.manifest())));
    }

    /** {@code lineage} */
    public Lineage lineage() {
        Map<String, String> status = site.lastResults().entrySet().stream()
                .collect(toMap(entry -> entry.getKey().value(), entry -> entry.getValue()
                        .status()));
        return lineage.of(site.manifest(), Lineage::of).withStatus(status);
    }

    /** {@code runs} */
    public RunPage runs(int limit, Optional<String> before) {
        return site.runs(limit, before);
    }

    /** {@code runs/<id>} */
    public RunAnswer run(String id) {
        return RunAnswer.of(site.run(id), site.manifest());
    }

    /** {@code nodes/<id>/trend} */
    public TrendAnswer trend(String id, int limit) {
        return TrendAnswer.of(site.trend(new NodeId(id), limit));
    }

    /** {@code batches} */
    public BatchPage batches(Optional<String> dataset, int limit, Optional<String> before) {
        return site.batches(dataset, limit, before);
    }

    /** {@code batches/<id>} */
    public BatchAnswer batch(String id) {
        return BatchAnswer.of(site.batch(id));
    }

    /** {@code batches/<id>/parts/<n>/lines/<line>} */
    public LandedLine line(String batchId, int part, long line) {
        return site.line(batchId, part, line);
    }

    /** {@code tables/<analysis>} */
    public TableAnswer table(TableQuestion question) {
        return TableAnswer.of(site.table(question));
    }

    /** {@code data/<analysis>} */
    public ChartAnswer data(String analysis, SortedMap<String, String> parameters) {
        return ChartAnswer.of(site.data(analysis, parameters));
    }

    /** {@code query} */
    public QueryAnswer query(String sql, long maxRows) {
        return QueryAnswer.of(site.query(sql, maxRows));
    }

    private Seen seen() {
        return new Seen(site.manifest(), site.dataVersion());
    }

    private Star star(Manifest manifest) {
        Catalog catalog = site.catalog();
        Star declared = Star.declared(manifest);
        boolean whole = declared.tables().stream()
                .allMatch(table -> catalog.find(table.relation()).isPresent());
        return whole ? Star.of(manifest, catalog) : declared;
    }
}
