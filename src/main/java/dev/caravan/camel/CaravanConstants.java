package dev.caravan.camel;

import org.apache.camel.spi.Metadata;

/** Headers that the component reads and writes. */
public final class CaravanConstants {
    @Metadata(
            label = "producer",
            description = "Records that the open batch has taken so far: rows, rejects and repeated ones."
                    + " Written by batch and rows.",
            javaType = "Long")
    public static final String RECORDS = "CaravanRecords";

    @Metadata(
            label = "producer",
            description = "Whether another page is worth asking for: true after batch; after rows, whether the answer"
                    + " had records and, with the option total, fewer came so far than the source says that it has.",
            javaType = "Boolean")
    public static final String MORE = "CaravanMore";

    @Metadata(
            label = "producer",
            description = "Where a file of a batch goes, relative to the landing's root. Written for the route"
                    + " direct:landing-write.",
            javaType = "String")
    public static final String LANDING_KEY = "CaravanLandingKey";

    @Metadata(
            label = "producer",
            description = "Prefix of headers that give columns which the answer does not have, such as"
                    + " CaravanColumn.coin_id. Read by rows and file.",
            javaType = "String")
    public static final String COLUMN_PREFIX = "CaravanColumn.";

    @Metadata(
            label = "producer",
            description =
                    "Whether the body is a file that was fetched for this message: file deletes it when it is done"
                            + " with it, landed or not.",
            javaType = "Boolean")
    public static final String TEMPORARY = "CaravanTemporary";

    @Metadata(
            label = "producer",
            description =
                    "The id of the command in caravan.run. Written by migrate, extract, load, build, test and run, and by"
                            + " events where it happened in a run.",
            javaType = "String")
    public static final String RUN_ID = "CaravanRunId";

    @Metadata(
            label = "producer",
            description = "Rows that the command landed. Written by migrate, extract, load, build, test and run.",
            javaType = "Long")
    public static final String ROWS_EXTRACTED = "CaravanRowsExtracted";

    @Metadata(
            label = "producer",
            description =
                    "Rows that the command loaded into raw tables. Written by migrate, extract, load, build, test and"
                            + " run.",
            javaType = "Long")
    public static final String ROWS_LOADED = "CaravanRowsLoaded";

    @Metadata(
            label = "producer",
            description = "How many warnings the command left. Written by migrate, extract, load, build, test and run.",
            javaType = "Integer")
    public static final String WARNINGS = "CaravanWarnings";

    @Metadata(
            label = "producer",
            description =
                    "Whether anything of the command failed. Written by migrate, extract, load, build, test and run.",
            javaType = "Boolean")
    public static final String FAILED = "CaravanFailed";

    @Metadata(
            label = "consumer",
            description = "What happened: failure, recovery, stale or drift. Written by events.",
            javaType = "String")
    public static final String EVENT_KIND = "CaravanEventKind";

    @Metadata(
            label = "consumer",
            description = "The command that failed or recovered, or the dataset. Written by events.",
            javaType = "String")
    public static final String EVENT_SUBJECT = "CaravanEventSubject";

    @Metadata(
            label = "consumer",
            description = "The environment in which it happened. Written by events.",
            javaType = "String")
    public static final String ENVIRONMENT = "CaravanEnvironment";

    static final String OPEN_BATCH = "CaravanOpenBatch";
    static final String POLL = "CaravanPoll";

    private CaravanConstants() {}
}
