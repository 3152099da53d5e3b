package dev.caravan.camel;

import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.JsonRows;
import dev.caravan.landing.RowsRead;
import dev.caravan.landing.UnreadableSource;
import dev.caravan.pipeline.RunSummary;
import dev.caravan.pipeline.Steps;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.camel.Exchange;
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
            case migrate -> exchange.getMessage().setBody(steps().migrate());
            case load -> exchange.getMessage().setBody(steps().load(listOf(endpoint.getDataset())));
            case build -> exchange.getMessage().setBody(steps().build(selected(), List.of(), false));
            case test -> exchange.getMessage().setBody(steps().test(selected(), List.of()));
            case run -> exchange.getMessage().setBody(run());
        }
    }

    private RunSummary run() {
        return endpoint.getDataset() == null
                ? steps().run(selected(), List.of(), false)
                : steps().poll(List.of(endpoint.getDataset().split(" *, *")), selected());
    }

    private void open(Exchange exchange) {
        OpenBatch batch = newBatch();
        exchange.setProperty(CaravanConstants.OPEN_BATCH, batch);
        exchange.getMessage().setHeader(CaravanConstants.RECORDS, 0L);
        exchange.getExchangeExtension().addOnCompletion(new Abandon(batch));
    }

    private OpenBatch newBatch() {
        return batches()
                .open(
                        CaravanEndpoint.required("dataset", endpoint.getDataset()),
                        CaravanEndpoint.required("columns", endpoint.getColumns()),
                        Optional.ofNullable(endpoint.getKey()));
    }

    private void rows(Exchange exchange) {
        OpenBatch batch = batch(exchange);
        InputStream body = exchange.getMessage().getBody(InputStream.class);
        String url = url(exchange);
        RowsRead read;
        try {
            read = JsonRows.append(
                    body == null ? InputStream.nullInputStream() : body,
                    endpoint.getPointer(),
                    constants(exchange),
                    batch.writer());
        } catch (UnreadableSource e) {
            throw new CaravanException(
                    Problem.at(
                            batch.dataset() + ", " + url,
                            e.problems().get(0).what() + Answer.beginning(exchange),
                            e.problems().get(0).remedy()),
                    e);
        }
        batch.add(read);
        exchange.getMessage().setHeader(CaravanConstants.RECORDS, batch.records());
        if (read.records() == 0) {
            empty(batch, url);
        }
    }

    private void empty(OpenBatch batch, String url) {
        switch (endpoint.getIfEmpty()) {
            case "fail" ->
                throw new CaravanException(Problem.at(
                        batch.dataset() + ", " + url,
                        "the answer has no records",
                        "Nothing of this poll is committed; the next one asks again."));
            case "reject" -> batch.writer().reject("the answer has no record", OptionalLong.empty(), url);
            default -> {}
        }
    }

    private void commit(Exchange exchange) {
        OpenBatch batch = batch(exchange);
        Poll poll = poll(exchange);
        poll.add(batch.writer().commit(new Source(url(exchange), Optional.empty())));
        batch.unknownFields().forEach(field -> poll.warn(UnknownField.problem(batch.dataset(), field)));
    }

    private void file(Exchange exchange) throws Exception {
        File file = exchange.getMessage().getBody(File.class);
        new HistoryFile(
                        file.toPath(),
                        CsvShapes.of(endpoint),
                        constants(exchange),
                        batches().known())
                .land(endpoint.getDataset(), this::newBatch, poll(exchange));
    }

    private void refuse(Exchange exchange) {
        File file = exchange.getMessage().getBody(File.class);
        poll(exchange)
                .warn(Problem.at(file.getPath(), "is left where it is: its name is not known", endpoint.getReason()));
    }

    private static OpenBatch batch(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(CaravanConstants.OPEN_BATCH, OpenBatch.class))
                .orElseThrow(() -> new CaravanException(Problem.at(
                        "route " + exchange.getFromRouteId(),
                        "no batch is open",
                        "Put a step caravan:batch before this one.")));
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

    private static String url(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable("url", String.class)).orElse("");
    }

    private Batches batches() {
        return endpoint.getCamelContext().getRegistry().findSingleByType(Batches.class);
    }

    private Steps steps() {
        return endpoint.getCamelContext().getRegistry().findSingleByType(Steps.class);
    }

    private List<String> selected() {
        return listOf(endpoint.getSelect());
    }

    private static List<String> listOf(String value) {
        return value == null ? List.of() : List.of(value);
    }
}
