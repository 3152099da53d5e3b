package dev.caravan.web;

import dev.caravan.compile.Analysis;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.ManifestWriter;
import dev.caravan.docs.Json;
import dev.caravan.docs.catalog.CatalogArtifact;
import dev.caravan.docs.catalog.NodeList;
import dev.caravan.docs.site.FrontEnd;
import dev.caravan.docs.site.StaticFolder;
import dev.caravan.pipeline.site.BatchEntry;
import dev.caravan.pipeline.site.BatchPage;
import dev.caravan.pipeline.site.QuestionException;
import dev.caravan.pipeline.site.RunEntry;
import dev.caravan.pipeline.site.RunPage;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.CaravanException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the page into a folder that opens from disk: the front end, and the answer to every question that it asks there.
 * What a server makes anew for each question is written for the choices that most people make.
 */
public final class SiteExport {
    private static final Logger log = LoggerFactory.getLogger(SiteExport.class);
    private static final int RUNS = 200;
    private static final int RUNS_WITH_NODES = 50;
    private static final int BATCHES = 500;
    private static final int ROWS = 10_000;

    private final Site site;
    private final Json json = new Json();
    private final PageData data;
    private final StaticFolder folder;

    private SiteExport(Site site, StaticFolder folder) {
        this.site = site;
        this.folder = folder;
        data = new PageData(site, PageData.Mode.STATIC);
    }

    /**
     * @param runResults the text of {@code run_results.json} of the last run, where there was one
     * @throws CaravanException where the folder holds what no export wrote, or the warehouse does not answer
     */
    public static StaticFolder.Written write(Site site, Path folder, Optional<String> runResults) {
        SiteExport export = new SiteExport(site, StaticFolder.in(folder, new Json()));
        export.write();
        runResults.ifPresent(text -> export.folder.text("run_results.json", text));
        return export.folder.finish();
    }

    private void write() {
        FrontEnd.copyTo(folder);
        Manifest manifest = site.manifest();
        answer("site");
        answer("lineage");
        folder.text("data/diagram.svg", data.diagram());
        writeCatalog(manifest);
        writeRuns();
        writeBatches();
        writeAnalyses(manifest);
        new MarketFiles(site, manifest, data, folder).write();
        folder.text("manifest.json", ManifestWriter.text(manifest));
        folder.text(
                "catalog.json",
                json.prettyText(CatalogArtifact.of(
                        manifest, site.catalog(), site.rowCounts(), site.about().at())));
    }

    private void writeCatalog(Manifest manifest) {
        NodeList nodes = (NodeList) answer("catalog");
        Stream<String> tests = manifest.tests().stream().map(test -> test.id().value());
        Stream.concat(nodes.nodes().stream().map(node -> node.head().id()), tests)
                .forEach(id -> answer("catalog/" + id));
        site.lastResults().keySet().forEach(node -> answer("nodes/" + node + "/trend"));
    }

    private void writeRuns() {
        RunPage runs = (RunPage) answer("runs", Map.of("limit", Integer.toString(RUNS)));
        runs.runs().stream().limit(RUNS_WITH_NODES).map(RunEntry::id).forEach(id -> answer("runs/" + id));
    }

    private void writeBatches() {
        BatchPage batches = (BatchPage) answer("batches", Map.of("limit", Integer.toString(BATCHES)));
        int gone = 0;
        for (BatchEntry batch : batches.batches()) {
            try {
                answer("batches/" + batch.id());
            } catch (CaravanException e) {
                log.debug("batch {} is left out", batch.id(), e);
                gone++;
            }
        }
        if (gone > 0) {
            log.warn("{} loaded batches are not in the landing any more: the page shows no files of them", gone);
        }
    }

    /** Those that need to be told nothing. */
    private void writeAnalyses(Manifest manifest) {
        for (Analysis analysis : manifest.analyses()) {
            boolean needsNothing = analysis.parameters().stream()
                    .allMatch(parameter -> parameter.otherwise().isPresent());
            if (needsNothing) {
                write(analysis);
            }
        }
    }

    private void write(Analysis analysis) {
        try {
            answer("tables/" + analysis.name(), Map.of("limit", Integer.toString(ROWS)));
            answer("data/" + analysis.name());
        } catch (QuestionException e) {
            log.warn("{}", e.getMessage());
        }
    }

    private Object answer(String path) {
        return answer(path, Map.of());
    }

    private Object answer(String path, Map<String, String> parameters) {
        SortedMap<String, String> asked = new TreeMap<>(parameters);
        Object answer = data.answer(List.of(path.split("/")), asked)
                .orElseThrow(() -> new IllegalStateException("the page has no path \"" + path + "\""));
        folder.answer(path, answer);
        return answer;
    }
}
