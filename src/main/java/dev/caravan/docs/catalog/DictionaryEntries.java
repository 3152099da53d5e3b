package dev.caravan.docs.catalog;

import dev.caravan.compile.Analysis;
import dev.caravan.compile.DataTest;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Materialization;
import dev.caravan.compile.Model;
import dev.caravan.compile.Node;
import dev.caravan.compile.SourceTable;
import dev.caravan.graph.NodeId;
import dev.caravan.sql.Relation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the entries of a data dictionary. */
final class DictionaryEntries {
    private final Manifest manifest;
    private final Observations observations;
    private final DictionaryTests tests;
    private final DictionaryColumns columns;
    private final List<Endpoint> endpoints;
    private final Map<NodeId, Endpoint> endpointOf = new TreeMap<>();
    private final Map<NodeId, Optional<Instant>> fresh = new TreeMap<>();

    DictionaryEntries(Manifest manifest, Observations observations) {
        this.manifest = manifest;
        this.observations = observations;
        DictionaryTests tests = new DictionaryTests(manifest, observations);
        this.tests = tests;
        this.columns = new DictionaryColumns(manifest, observations.catalog(), tests);
        this.endpoints = Endpoint.of(manifest);
        endpoints.forEach(endpoint -> endpoint.feeds().forEach(source -> endpointOf.put(source.id(), endpoint)));
        manifest.graph().order().forEach(id -> fresh.put(id, freshAt(id)));
    }

    List<NodeDetail> all() {
        return Stream.concat(
                        endpoints.stream().map(this::endpoint),
                        manifest.nodes().values().stream().map(this::entry))
                .toList();
    }

    private NodeDetail endpoint(Endpoint endpoint) {
        NodeHead head = new NodeHead(
                endpoint.id(),
                endpoint.location(),
                NodeKind.ENDPOINT,
                Layers.API,
                endpoint.feeds().get(0).path(),
                endpoint.description(),
                "",
                List.of(),
                OptionalLong.empty(),
                newest(endpoint.feeds().stream().map(SourceTable::id).toList()),
                Optional.empty());
        return new NodeDetail(
                head,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                endpoint.feeds().stream().map(DictionaryEntries::neighbour).toList(),
                Optional.empty(),
                Optional.empty());
    }

    private NodeDetail entry(Node node) {
        NodeText text = NodeText.of(node);
        Optional<LastResult> result = observations.result(node.id());
        return new NodeDetail(
                head(node, text, result),
                text.relation().map(Relation::toString),
                columns.of(node, text.relation()),
                tests.ofWhole(node.id()),
                text.template(),
                text.sql(),
                text.incrementalSql(),
                parents(node),
                children(node),
                result,
                node instanceof SourceTable source ? freshness(source) : Optional.empty());
    }

    private NodeHead head(Node node, NodeText text, Optional<LastResult> result) {
        return new NodeHead(
                node.id().value(),
                node.name(),
                NodeKind.of(node),
                Layers.of(node),
                node.path(),
                node.description(),
                node.selectable().materialized(),
                List.copyOf(node.tags()),
                rows(text.relation()),
                fresh.get(node.id()),
                result.map(LastResult::status));
    }

    private OptionalLong rows(Optional<Relation> relation) {
        return relation.map(observations.rows()::get).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private Optional<Freshness> freshness(SourceTable source) {
        return source.location()
                .flatMap(
                        location -> Optional.ofNullable(observations.freshness().get(source.table())));
    }

    /** In the order of the graph, so that those of the parents are known. */
    private Optional<Instant> freshAt(NodeId id) {
        return manifest.node(id) instanceof SourceTable source
                ? freshness(source).map(Freshness::loadedAt)
                : newest(manifest.graph().parents(id));
    }

    private Optional<Instant> newest(Collection<NodeId> ids) {
        return ids.stream().flatMap(id -> fresh.get(id).stream()).max(Comparator.naturalOrder());
    }

    private List<Neighbour> parents(Node node) {
        List<Neighbour> parents = new ArrayList<>();
        Optional.ofNullable(endpointOf.get(node.id()))
                .ifPresent(
                        endpoint -> parents.add(new Neighbour(endpoint.id(), endpoint.location(), NodeKind.ENDPOINT)));
        manifest.graph().parents(node.id()).forEach(id -> parents.add(neighbour(manifest.node(id))));
        return parents;
    }

    private List<Neighbour> children(Node node) {
        return manifest.graph().children(node.id()).stream()
                .map(manifest::node)
                .filter(child -> !(child instanceof DataTest))
                .map(DictionaryEntries::neighbour)
                .toList();
    }

    private static Neighbour neighbour(Node node) {
        return new Neighbour(node.id().value(), node.name(), NodeKind.of(node));
    }

    /** What the file of a node became, and under which name the warehouse has it. */
    private record NodeText(
            Optional<Relation> relation,
            Optional<String> template,
            Optional<String> sql,
            Optional<String> incrementalSql) {

        static NodeText of(Node node) {
            if (node instanceof Model model) {
                return new NodeText(
                        Optional.of(model.relation())
                                .filter(relation -> model.materialization() != Materialization.EPHEMERAL),
                        Optional.of(model.template()),
                        Optional.of(model.sql()),
                        model.incrementalSql());
            }
            if (node instanceof DataTest test) {
                return new NodeText(Optional.empty(), Optional.empty(), Optional.of(test.sql()), test.newRowsSql());
            }
            if (node instanceof Analysis analysis) {
                return new NodeText(
                        Optional.empty(),
                        Optional.of(analysis.template()),
                        Optional.of(analysis.sql()),
                        Optional.empty());
            }
            Optional<Relation> relation =
                    node instanceof SourceTable source ? Optional.of(source.relation()) : Optional.empty();
            return new NodeText(relation, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
