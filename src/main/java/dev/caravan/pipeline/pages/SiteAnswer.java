package dev.caravan.pipeline.pages;

import static java.util.Objects.requireNonNull;

import dev.caravan.pipeline.site.About;
import dev.caravan.pipeline.site.RunEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a page says of itself.
 *
 * @param dataVersion another one wherever data may have changed
 */
public record SiteAnswer(
        String name,
        String environment,
        String warehouse,
        PageMode mode,
        Instant generatedAt,
        String version,
        Features features,
        Optional<LastRun> lastRun,
        String dataVersion) {

    /**
     * What the page can do beside looking.
     *
     * @param query answers queries that a reader writes
     * @param live tells of the run in hand
     * @param csv gives tables as files
     */
    public record Features(boolean query, boolean live, boolean csv) {}

    /** The newest line of the run history. */
    public record LastRun(String id, String command, String status, Instant startedAt, Optional<BigDecimal> seconds) {

        static LastRun of(RunEntry run) {
            return new LastRun(run.id(), run.command(), run.status(), run.startedAt(), run.seconds());
        }
    }

    public SiteAnswer {
        requireNonNull(name, "name is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(warehouse, "warehouse is null");
        requireNonNull(mode, "mode is null");
        requireNonNull(generatedAt, "generatedAt is null");
        requireNonNull(version, "version is null");
        requireNonNull(features, "features is null");
        requireNonNull(lastRun, "lastRun is null");
        requireNonNull(dataVersion, "dataVersion is null");
    }

    static SiteAnswer of(About about, PageMode mode, String version) {
        boolean live = mode == PageMode.LIVE;
        return new SiteAnswer(
                about.project(),
                about.environment(),
                about.warehouse(),
                mode,
                about.at(),
                version,
                new Features(live, live, live),
                about.lastRun().map(LastRun::of),
                about.dataVersion());
    }
}
