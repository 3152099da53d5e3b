package dev.caravan.camel;

import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Opens, fills and commits batches, or runs a step of the pipeline. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "caravan",
        title = "Caravan",
        syntax = "caravan:operation",
        producerOnly = true,
        category = {Category.DATABASE},
        headersClass = CaravanConstants.class)
public final class CaravanEndpoint extends DefaultEndpoint {
    @UriPath(description = "What to do: batch, rows, commit, inbox, file, refuse, migrate, load, build, test or run.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(
            description =
                    "The dataset of the batch, or the one to load, or those to run, separated by commas. Without it,"
                            + " load and run take every dataset.")
    private String dataset;

    @UriParam(description = "The dataset's columns, separated by commas, in the order of its raw table.")
    private String columns;

    @UriParam(description = "The column by which a record is kept once in a batch. By default nothing is left out.")
    private String key;

    @UriParam(description = "A JSON pointer to the records, such as /data. By default the whole answer.")
    private String pointer = "";

    @UriParam(
            description = "What an answer without a record means: pass takes it, reject notes it among the rejects,"
                    + " fail ends the poll.",
            defaultValue = "pass",
            enums = "pass,reject,fail")
    private String ifEmpty = "pass";

    @UriParam(description = "A regular expression of a CSV file's header line.")
    private String header;

    @UriParam(description = "The column of Unix time that every row of a CSV file has.")
    private String timeColumn;

    @UriParam(description = "The folder of CSV files that inbox lists, sorted by name. A missing folder holds none.")
    private String folder;

    @UriParam(description = "Why a file is refused and what to do, for the warning.")
    private String reason;

    @UriParam(description = "A selector of nodes, such as staging+. By default every node.")
    private String select;

    CaravanEndpoint(String uri, CaravanComponent component, Operation operation) {
        super(uri, component);
        this.operation = operation;
    }

    @Override
    public Producer createProducer() {
        return new CaravanProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("caravan: endpoints take messages and give none");
    }

    Operation operation() {
        return operation;
    }

    /** An option that its operation cannot do without. */
    static String required(String option, String value) {
        return Optional.ofNullable(value)
                .orElseThrow(() -> new IllegalArgumentException("the endpoint needs the option " + option));
    }

    public String getDataset() {
        return dataset;
    }

    public void setDataset(String dataset) {
        this.dataset = dataset;
    }

    public String getColumns() {
        return columns;
    }

    public void setColumns(String columns) {
        this.columns = columns;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getPointer() {
        return pointer;
    }

    public void setPointer(String pointer) {
        this.pointer = pointer;
    }

    public String getIfEmpty() {
        return ifEmpty;
    }

    public void setIfEmpty(String ifEmpty) {
        this.ifEmpty = ifEmpty;
    }

    public String getHeader() {
        return header;
    }

    public void setHeader(String header) {
        this.header = header;
    }

    public String getTimeColumn() {
        return timeColumn;
    }

    public void setTimeColumn(String timeColumn) {
        this.timeColumn = timeColumn;
    }

    public String getFolder() {
        return folder;
    }

    public void setFolder(String folder) {
        this.folder = folder;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    public String getSelect() {
        return select;
    }

    public void setSelect(String select) {
        this.select = select;
    }
}
