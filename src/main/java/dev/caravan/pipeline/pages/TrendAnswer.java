package dev.caravan.pipeline.pages;

import dev.caravan.pipeline.site.NodeRun;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The last runs of a node, oldest first. */
public record TrendAnswer(List<Point> points) {

    /** One run of it. */
    public record Point(
            String runId, Optional<Instant> startedAt, Optional<BigDecimal> seconds, OptionalLong rows, String status) {

        static Point of(NodeRun run) {
            return new Point(run.runId(), run.startedAt(), run.seconds(), run.rows(), run.status());
        }
    }

    public TrendAnswer {
        points = List.copyOf(points);
    }

    static TrendAnswer of(List<NodeRun> runs) {
        return new TrendAnswer(runs.stream().map(Point::of).toList());
    }
}
