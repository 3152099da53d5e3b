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

/** Land what routes poll as batches, run the steps of a pipeline (migrate, extract, load, build, test), and hear of events. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "caravan",
        title = "Caravan",
        syntax = "caravan:operation",
        category = {Category.DATABASE},
        headersClass = CaravanConstants.class)
public final class CaravanEndpoint extends DefaultEndpoint {
    @UriPath(
            description =
                    "What to do: open a batch, append rows to it, commit it; list an inbox, land a file as a batch,"
                            + " refuse a file; or run a command of the pipeline: migrate, extract, load, build, test or run. A route begins with"
                            + " events, and with nothing else.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam
    private String dataset;

    @UriParam
    private String columns;

    @UriParam
    private String key;

    @UriParam
    private String pointer = "";

    @UriParam
    private String total;

    @UriParam(label = "advanced", defaultValue = "false")
    private boolean single;

    @UriParam(defaultValue = "pass", enums = "pass,reject,fail")
    private String ifEmpty = "pass";

    @UriParam
    private String folder;

    @UriParam
    private String header;

    @UriParam
    private String timeColumn;

    @UriParam
    private String reason;

    @UriParam
    private String select;

    @UriParam
    private String exclude;

    @UriParam(defaultValue = "false")
    private boolean fullRefresh;

    @UriParam(defaultValue = "true")
    private boolean failOnError = true;

    @UriParam(label = "consumer")
    private String kinds;

    CaravanEndpoint(String uri, CaravanComponent component, Operation operation) {
        super(uri, component);
        this.operation = operation;
    }

    @Override
    public CaravanComponent getComponent() {
        return (CaravanComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        if (operation == Operation.events) {
            throw new UnsupportedOperationException(
                    "caravan:events gives messages and takes none: begin a route with it");
        }
        return new CaravanProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != Operation.events) {
            throw new UnsupportedOperationException("caravan:" + operation
                    + " takes messages and gives none: a route begins with caravan:events alone");
        }
        EventConsumer consumer = new EventConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
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

    /**
     * The dataset of a batch that batch or file opens. For extract, load and run, the datasets to take, separated by
     * commas; by default every dataset. A run of some datasets builds what is selected, without exclude and fullRefresh.
     */
    public void setDataset(String dataset) {
        this.dataset = dataset;
    }

    public String getColumns() {
        return columns;
    }

    /**
     * The dataset's columns, separated by commas, in the order of its raw table. Operations batch and file need it.
     */
    public void setColumns(String columns) {
        this.columns = columns;
    }

    public String getKey() {
        return key;
    }

    /**
     * The column by which a record is kept once in a batch: the first one stays. A record without it is rejected. By
     * default nothing is left out.
     */
    public void setKey(String key) {
        this.key = key;
    }

    public String getPointer() {
        return pointer;
    }

    /**
     * Where the records stand in the answer, as a JSON pointer such as /data: an array of objects, an object of objects, or
     * one object. By default the whole answer.
     */
    public void setPointer(String pointer) {
        this.pointer = pointer;
    }

    public String getTotal() {
        return total;
    }

    /**
     * Where the answer says how many records the source has, as a JSON pointer such as /info/coins_num. The header
     * CaravanMore then tells whether to ask for another page, and commit warns where fewer came. By default the source does
     * not say.
     */
    public void setTotal(String total) {
        this.total = total;
    }

    public boolean isSingle() {
        return single;
    }

    /**
     * Whether an object is one record whatever its first value is. By default an object whose first value is an object
     * holds a record in each value.
     */
    public void setSingle(boolean single) {
        this.single = single;
    }

    public String getIfEmpty() {
        return ifEmpty;
    }

    /**
     * What an answer without a record means: pass takes it, reject notes it among the rejects, fail ends the poll unless
     * an answer before it had records. By default pass.
     */
    public void setIfEmpty(String ifEmpty) {
        this.ifEmpty = ifEmpty;
    }

    public String getFolder() {
        return folder;
    }

    /**
     * The folder whose CSV files inbox lists, sorted by name, plain or compressed. A folder that does not exist holds none.
     */
    public void setFolder(String folder) {
        this.folder = folder;
    }

    public String getHeader() {
        return header;
    }

    /**
     * A regular expression of a CSV file's header line. Operation file needs it.
     */
    public void setHeader(String header) {
        this.header = header;
    }

    public String getTimeColumn() {
        return timeColumn;
    }

    /**
     * The column of Unix time that every row of a CSV file has, in seconds or milliseconds; it tells rows from a banner.
     * Operation file needs it.
     */
    public void setTimeColumn(String timeColumn) {
        this.timeColumn = timeColumn;
    }

    public String getReason() {
        return reason;
    }

    /**
     * Why refuse leaves out the file or URL in hand and what to do, for the warning. By default the failure that was just
     * caught is the reason.
     */
    public void setReason(String reason) {
        this.reason = reason;
    }

    public String getSelect() {
        return select;
    }

    /**
     * The nodes that build, test and run take, as a selector such as tag:daily or the name of a model with a plus sign
     * before or behind it; a space unites, a comma intersects. By default every node.
     */
    public void setSelect(String select) {
        this.select = PlusSigns.restored(select);
    }

    public String getExclude() {
        return exclude;
    }

    /**
     * The nodes that build, test and run leave out of those selected, as a selector. By default none.
     */
    public void setExclude(String exclude) {
        this.exclude = PlusSigns.restored(exclude);
    }

    public boolean isFullRefresh() {
        return fullRefresh;
    }

    /**
     * Whether build and run fill incremental models from the beginning instead of adding what is new. By default they
     * add.
     */
    public void setFullRefresh(boolean fullRefresh) {
        this.fullRefresh = fullRefresh;
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    /**
     * Whether a command of which anything failed fails the message, so that the route's error handler sees the problems.
     * Headers and body are set in any case. By default true; false leaves it to the route to look at CaravanFailed.
     */
    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    public String getKinds() {
        return kinds;
    }

    /**
     * Of what events tells, separated by commas: failure and recovery of a command, stale for a dataset without a new
     * batch, recovery when there is one again, drift for a source that changed its fields. By default all.
     */
    public void setKinds(String kinds) {
        this.kinds = kinds;
    }
}
