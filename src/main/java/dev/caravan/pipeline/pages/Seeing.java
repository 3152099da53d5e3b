package dev.caravan.pipeline.pages;

import dev.caravan.docs.catalog.Freshness;
import dev.caravan.docs.catalog.LastResult;
import dev.caravan.docs.catalog.Observations;
import dev.caravan.graph.NodeId;
import dev.caravan.pipeline.site.NodeRun;
import dev.caravan.pipeline.site.Site;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a site has seen, in the words of the catalog. */
final class Seeing {
    private Seeing() {}

    static Observations of(Site site) {
        SortedMap<NodeId, LastResult> results = new TreeMap<>();
        site.lastResults().forEach((id, run) -> results.put(id, result(run)));
        SortedMap<String, Freshness> freshness = new TreeMap<>();
        site.freshness()
                .forEach((dataset, newest) ->
                        freshness.put(dataset, new Freshness(newest.loadedAt(), newest.batchId())));
        return new Observations(site.catalog(), site.rowCounts(), results, freshness);
    }

    private static LastResult result(NodeRun run) {
        return new LastResult(run.runId(), run.status(), run.startedAt(), run.seconds(), run.rows(), run.message());
    }
}
