package dev.caravan.camel;

import org.apache.camel.spi.Metadata;

/** Headers that the component reads and writes. */
public final class CaravanConstants {
    @Metadata(description = "Records that the open batch has taken so far: rows, rejects and repeated ones.")
    public static final String RECORDS = "CaravanRecords";

    @Metadata(description = "Where a file of a batch goes, relative to the landing's root.")
    public static final String LANDING_KEY = "CaravanLandingKey";

    @Metadata(description = "Prefix of headers that give columns which the answer does not have.")
    public static final String COLUMN_PREFIX = "CaravanColumn.";

    static final String OPEN_BATCH = "CaravanOpenBatch";
    static final String POLL = "CaravanPoll";

    private CaravanConstants() {}
}
