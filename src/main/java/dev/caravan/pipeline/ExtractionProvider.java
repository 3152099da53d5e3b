package dev.caravan.pipeline;

import dev.caravan.landing.Landing;
import dev.caravan.project.Environment;
import dev.caravan.project.Project;
import java.time.Clock;
import java.util.function.IntSupplier;
import javax.sql.DataSource;

/** Opens extraction when a command needs it. */
@FunctionalInterface
public interface ExtractionProvider {
    Extraction open(Surroundings surroundings);

    /**
     * What routes may ask.
     *
     * @param warehouse for queries of routes
     * @param slices how many parts of a batch the warehouse reads at once
     * @param known files that were landed before
     * @param steps what {@code caravan:} endpoints run
     */
    record Surroundings(
            Project project,
            Environment environment,
            DataSource warehouse,
            Landing landing,
            IntSupplier slices,
            KnownSources known,
            Steps steps,
            Clock clock) {}
}
