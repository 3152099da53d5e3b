package dev.caravan.camel;

import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.JsonNumber;
import dev.caravan.landing.JsonRows;
import dev.caravan.landing.JsonShape;
import dev.caravan.landing.RowsRead;
import dev.caravan.landing.UnreadableSource;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Step;
import dev.caravan.pipeline.Steps;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Does what its endpoint's path names. */
final class CaravanProducer extends DefaultProducer {
    private final CaravanEndpoint endpoint;

    CaravanProducer(CaravanEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("the poll was stopped");
        }
        switch (endpoint.operation()) {
            case batch -> open(exchange);
            case rows -> rows(exchange);
            case commit -> commit(exchange);
            case inbox ->
                exchange.getMessage()
                        .setBody(Inbox.files(Path.of(CaravanEndpoint.required("folder", endpoint.getFolder()))));
            case file -> file(exchange);
            case refuse -> refuse(exchange);
            case migrate -> tell(exchange, steps().migrate());
            case extract -> tell(exchange, steps().extract(datasets()));
            case load -> tell(exchange, steps().load(datasets()));
            case build -> tell(exchange, steps().build(select(), exclude(), endpoint.isFullRefresh()));
            case test -> tell(exchange, steps().test(select(), exclude()));
            case run -> tell(exchange, run());
            case events -> throw new IllegalStateException("routes begin with it");
        }
    }

    private RunSummary run() {
        return datasets().isEmpty()
                ? steps().run(select(), exclude(), endpoint.isFullRefresh())
                : steps().poll(datasets(), select());
    }

    private void open(Exchange exchange) {
        OpenBatch batch = newBatch(exchange);
        exchange.setProperty(CaravanConstants.OPEN_BATCH, batch);
        exchange.getMessage().setHeader(CaravanConstants.RECORDS, 0L);
        exchange.getMessage().setHeader(CaravanConstants.MORE, true);
        exchange.getExchangeExtension().addOnCompletion(new Abandon(batch));
    }

    private OpenBatch newBatch(Exchange exchange) {
        return batches(exchange)
                .open(
                        CaravanEndpoint.required("dataset", endpoint.getDataset()),
                        CaravanEndpoint.required("columns", endpoint.getColumns()),
                        Optional.ofNullable(endpoint.getKey()));
    }

    private void rows(Exchange exchange) {
        OpenBatch batch = batch(exchange);
        byte[] body =
                Optional.ofNullable(exchange.getMessage().getBody(byte[].class)).orElseGet(() -> new byte[0]);
        RowsRead read;
        try {
            read = JsonRows.append(
                    new ByteArrayInputStream(body),
                    new JsonShape(endpoint.getPointer(), endpoint.isSingle()),
                    constants(exchange),
                    batch.writer());
        } catch (UnreadableSource e) {
            throw new CaravanException(
                    unread(exchange, batch, e.problems().get(0).what()), e);
        }
        if (read.records() == 0) {
            empty(exchange, batch);
        }
        batch.from(Asked.url(exchange));
        batch.add(read);
        total(exchange, batch, body, read).ifPresent(said -> batch.total(endpoint.getTotal(), said));
        boolean more = read.records() > 0 && (endpoint.getTotal() == null || batch.records() < batch.total());
        exchange.getMessage().setHeader(CaravanConstants.RECORDS, batch.records());
        exchange.getMessage().setHeader(CaravanConstants.MORE, more);
    }

    private void empty(Exchange exchange, OpenBatch batch) {
        switch (endpoint.getIfEmpty()) {
            case "fail" -> {
                if (batch.records() == 0) {
                    throw new CaravanException(unread(exchange, batch, "the answer has no records"));
                }
            }
            case "reject" ->
                batch.writer().reject("the answer has no record", OptionalLong.empty(), place(exchange, batch));
            default -> {}
        }
    }

    /**
     * An answer without records need not say how many there are, unless pages with records came before: what has neither is no
     * page at all, such as an error in JSON, and would end the poll half-way.
     */
    private OptionalLong total(Exchange exchange, OpenBatch batch, byte[] body, RowsRead read) {
        if (endpoint.getTotal() == null) {
            return OptionalLong.empty();
        }
        OptionalLong total;
        try {
            total = JsonNumber.find(new ByteArrayInputStream(body), endpoint.getTotal());
        } catch (IOException e) {
            throw new IllegalStateException("the answer was read before, and cannot be read again", e);
        }
        if (total.isEmpty() && (read.records() > 0 || batch.records() > 0)) {
            String what = "the answer has no number at \"" + endpoint.getTotal() + "\"";
            throw new CaravanException(unread(exchange, batch, what));
        }
        return total;
    }

    private static Problem unread(Exchange exchange, OpenBatch batch, String what) {
        return Problem.at(place(exchange, batch), what + Answer.beginning(exchange), Failure.NOTHING_COMMITTED);
    }

    private static String place(Exchange exchange, OpenBatch batch) {
        return batch.dataset() + Asked.url(exchange).map(url -> ", " + url).orElse("");
    }

    private void commit(Exchange exchange) {
        OpenBatch batch = batch(exchange);
        Poll poll = poll(exchange);
        poll.add(batch.writer().commit(new Source(batch.source().orElse(""), Optional.empty())));
        batch.shortfall().ifPresent(poll::warn);
        batches(exchange).drift(batch, poll);
    }

    private void file(Exchange exchange) throws IOException {
        Path file = fileOf(exchange);
        try {
            new HistoryFile(
                            file,
                            Asked.url(exchange),
                            CsvShapes.of(endpoint),
                            constants(exchange),
                            batches(exchange).hashes(),
                            batches(exchange).known())
                    .land(endpoint.getDataset(), () -> newBatch(exchange), poll(exchange));
        } finally {
            if (exchange.getMessage().getHeader(CaravanConstants.TEMPORARY, false, Boolean.class)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The body as a file, or the path of one. */
    private static Path fileOf(Exchange exchange) {
        return Optional.ofNullable(exchange.getMessage().getBody(File.class))
                .map(File::toPath)
                .or(() -> Optional.ofNullable(exchange.getMessage().getBody(String.class))
                        .map(Path::of))
                .orElseThrow(() -> new CaravanException(Problem.at(
                        route(exchange), "the message holds no file", "Set its body to a file or the path of one.")));
    }

    private void refuse(Exchange exchange) {
        String place = Asked.url(exchange)
                .orElseGet(() -> exchange.getMessage().getBody(File.class).getPath());
        Problem problem = endpoint.getReason() == null
                ? Failure.fetching(place, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))
                : Problem.at(place, "is left where it is: its name is not known", endpoint.getReason());
        poll(exchange).warn(problem);
    }

    private void tell(Exchange exchange, RunSummary summary) {
        Message message = exchange.getMessage();
        message.setBody(summary);
        message.setHeader(CaravanConstants.RUN_ID, summary.runId());
        message.setHeader(CaravanConstants.ROWS_EXTRACTED, summary.rows(Step.EXTRACT));
        message.setHeader(CaravanConstants.ROWS_LOADED, summary.rows(Step.LOAD));
        message.setHeader(CaravanConstants.WARNINGS, summary.warnings().size());
        message.setHeader(CaravanConstants.FAILED, summary.isFailed());
        if (summary.isFailed() && endpoint.isFailOnError()) {
            throw new CaravanException(summary.failures());
        }
    }

    private static OpenBatch batch(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(CaravanConstants.OPEN_BATCH, OpenBatch.class))
                .orElseThrow(() -> new CaravanException(
                        Problem.at(route(exchange), "no batch is open", "Put a step caravan:batch before this one.")));
    }

    /** Where a route is run by itself, its batches are committed and nobody asks for them. */
    private static Poll poll(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(CaravanConstants.POLL, Poll.class))
                .orElseGet(Poll::new);
    }

    private static Map<String, String> constants(Exchange exchange) {
        Map<String, String> constants = new TreeMap<>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (name.startsWith(CaravanConstants.COLUMN_PREFIX)) {
                constants.put(name.substring(CaravanConstants.COLUMN_PREFIX.length()), String.valueOf(value));
            }
        });
        return constants;
    }

    private static String route(Exchange exchange) {
        return Optional.ofNullable(exchange.getFromRouteId())
                .map(id -> "route " + id)
                .orElse("route of this application");
    }

    private Batches batches(Exchange exchange) {
        return Optional.ofNullable(endpoint.getCamelContext().getRegistry().findSingleByType(Batches.class))
                .orElseThrow(() -> new CaravanException(Problem.at(
                        route(exchange),
                        "caravan:" + endpoint.operation() + " lands batches, which only a project's own routes can do",
                        "Move the route into the project's routes/, and let this one ask for caravan:extract.")));
    }

    private Steps steps() {
        return endpoint.getComponent().steps();
    }

    private List<String> datasets() {
        return Stream.of(Optional.ofNullable(endpoint.getDataset()).orElse("").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private List<String> select() {
        return Optional.ofNullable(endpoint.getSelect()).stream().toList();
    }

    private List<String> exclude() {
        return Optional.ofNullable(endpoint.getExclude()).stream().toList();
    }
}
