package dev.caravan.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.caravan.compile.Manifest;
import dev.caravan.compile.Node;
import dev.caravan.docs.catalog.NodeKind;
import dev.caravan.pipeline.site.BatchDetail;
import dev.caravan.pipeline.site.BatchEntry;
import dev.caravan.pipeline.site.Cell;
import dev.caravan.pipeline.site.Columnar;
import dev.caravan.pipeline.site.NodeRun;
import dev.caravan.pipeline.site.QueryResult;
import dev.caravan.pipeline.site.ResultColumn;
import dev.caravan.pipeline.site.RunDetail;
import dev.caravan.pipeline.site.RunEntry;
import dev.caravan.pipeline.site.TablePage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What answers look like where it is not what was asked for as it is: names and order of their fields. */
final class Shapes {
    private Shapes() {}

    /** What this page can do. */
    record Features(boolean query, boolean live, boolean csv) {}

    record LastRun(String id, String command, String status, Instant startedAt, Optional<BigDecimal> seconds) {
        static LastRun of(RunEntry run) {
            return new LastRun(run.id(), run.command(), run.status(), run.startedAt(), run.seconds());
        }
    }

    record SiteShape(
            String name,
            String environment,
            String warehouse,
            String mode,
            Instant generatedAt,
            String version,
            Features features,
            Optional<LastRun> lastRun,
            String dataVersion) {}

    record RunShape(RunEntry run, List<NodeShape> nodes, List<BatchEntry> batches) {
        static RunShape of(RunDetail detail, Manifest manifest) {
            return new RunShape(
                    detail.run(),
                    detail.nodes().stream()
                            .map(node -> NodeShape.of(node, manifest))
                            .toList(),
                    detail.batches());
        }
    }

    /** A node of a run; one that the project no longer has goes by what its id says. */
    record NodeShape(
            String id,
            String name,
            String kind,
            String status,
            Optional<Instant> startedAt,
            Optional<BigDecimal> seconds,
            OptionalLong rows,
            Optional<String> message) {
        static NodeShape of(NodeRun run, Manifest manifest) {
            String id = run.node().value();
            Optional<Node> node = Optional.ofNullable(manifest.nodes().get(run.node()));
            return new NodeShape(
                    id,
                    node.map(Node::name).orElse(id.substring(id.lastIndexOf('.') + 1)),
                    node.map(known -> NodeKind.of(known).name().toLowerCase(Locale.ROOT))
                            .orElse(id.replaceFirst("\\..*", "")),
                    run.status(),
                    run.startedAt(),
                    run.seconds(),
                    run.rows(),
                    run.message());
        }
    }

    record Trend(List<Point> points) {}

    record Point(
            String runId, Optional<Instant> startedAt, Optional<BigDecimal> seconds, OptionalLong rows, String status) {
        static Point of(NodeRun run) {
            return new Point(run.runId(), run.startedAt(), run.seconds(), run.rows(), run.status());
        }
    }

    record BatchShape(@JsonUnwrapped BatchEntry batch, List<BatchDetail.LandedFile> files) {
        static BatchShape of(BatchDetail detail) {
            return new BatchShape(detail.batch(), detail.files());
        }
    }

    record Column(String name, String type, String description, String kind) {
        static Column of(ResultColumn column) {
            return new Column(
                    column.name(),
                    column.type().toString(),
                    column.description(),
                    column.kind().word());
        }
    }

    record Table(
            String name,
            String title,
            String description,
            List<Column> columns,
            List<List<Optional<Object>>> rows,
            long total,
            long offset,
            int limit) {
        static Table of(TablePage page) {
            return new Table(
                    page.name(),
                    page.title(),
                    page.description(),
                    Shapes.columnsOf(page.columns()),
                    Shapes.rowsOf(page.rows()),
                    page.total(),
                    page.offset(),
                    page.limit());
        }
    }

    /** As charts take it: numbers as numbers, times as milliseconds since 1970. */
    record Chart(List<ChartColumn> columns, List<List<Optional<Object>>> data, boolean truncated) {
        static Chart of(Columnar columnar) {
            return new Chart(
                    columnar.columns().stream()
                            .map(column ->
                                    new ChartColumn(column.name(), column.kind().word()))
                            .toList(),
                    columnar.data().stream()
                            .map(cells -> cells.stream().map(Shapes::number).toList())
                            .toList(),
                    columnar.truncated());
        }
    }

    record ChartColumn(String name, String kind) {}

    record Result(List<Column> columns, List<List<Optional<Object>>> rows, boolean truncated, Duration seconds) {
        static Result of(QueryResult result) {
            return new Result(Shapes.columnsOf(result.columns()), Shapes.rowsOf(result.rows()), false, result.took());
        }
    }

    private static List<Column> columnsOf(List<ResultColumn> columns) {
        return columns.stream().map(Column::of).toList();
    }

    private static List<List<Optional<Object>>> rowsOf(List<List<Cell>> rows) {
        List<List<Optional<Object>>> shaped = new ArrayList<>(rows.size());
        for (List<Cell> row : rows) {
            shaped.add(row.stream().map(Shapes::value).toList());
        }
        return shaped;
    }

    /** Decimals as texts, which keep digits that a browser's numbers lose. */
    private static Optional<Object> value(Cell cell) {
        if (cell instanceof Cell.Whole whole) {
            return Optional.of(whole.value());
        }
        if (cell instanceof Cell.Flag flag) {
            return Optional.of(flag.value());
        }
        return cell == Cell.Nothing.NULL ? Optional.empty() : Optional.of(cell.text());
    }

    private static Optional<Object> number(Cell cell) {
        if (cell instanceof Cell.Decimal decimal) {
            return Optional.of(decimal.value().doubleValue());
        }
        if (cell instanceof Cell.Floating floating) {
            return Double.isFinite(floating.value()) ? Optional.of(floating.value()) : Optional.empty();
        }
        if (cell instanceof Cell.Time time) {
            return Optional.of(time.value().toEpochMilli());
        }
        if (cell instanceof Cell.Day day) {
            return Optional.of(
                    day.value().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        }
        return value(cell);
    }
}
