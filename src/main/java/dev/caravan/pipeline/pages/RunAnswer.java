package dev.caravan.pipeline.pages;

import static java.util.Objects.requireNonNull;

import dev.caravan.compile.Manifest;
import dev.caravan.compile.Node;
import dev.caravan.docs.catalog.NodeKind;
import dev.caravan.graph.NodeId;
import dev.caravan.pipeline.site.BatchEntry;
import dev.caravan.pipeline.site.NodeRun;
import dev.caravan.pipeline.site.RunDetail;
import dev.caravan.pipeline.site.RunEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** One run with its nodes and batches. */
public record RunAnswer(RunEntry run, List<NodeOfRun> nodes, List<BatchEntry> batches) {

    /**
     * How a node ended in a run.
     *
     * @param name of a node that the project no longer has, the end of its id
     * @param kind dbt's word: {@code model}, {@code test}
     */
    public record NodeOfRun(
            String id,
            String name,
            String kind,
            String status,
            Optional<Instant> startedAt,
            Optional<BigDecimal> seconds,
            OptionalLong rows,
            Optional<String> message) {

        static NodeOfRun of(NodeRun run, Manifest manifest) {
            NodeId id = run.node();
            Optional<Node> node = Optional.ofNullable(manifest.nodes().get(id));
            String value = id.value();
            return new NodeOfRun(
                    value,
                    node.map(Node::name).orElse(value.substring(value.lastIndexOf('.') + 1)),
                    node.map(NodeKind::of)
                            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                            .orElse(value.substring(0, Math.max(0, value.indexOf('.')))),
                    run.status(),
                    run.startedAt(),
                    run.seconds(),
                    run.rows(),
                    run.message());
        }
    }

    public RunAnswer {
        requireNonNull(run, "run is null");
        nodes = List.copyOf(nodes);
        batches = List.copyOf(batches);
    }

    static RunAnswer of(RunDetail detail, Manifest manifest) {
        return new RunAnswer(
                detail.run(),
                detail.nodes().stream()
                        .map(node -> NodeOfRun.of(node, manifest))
                        .toList(),
                detail.batches());
    }
}
