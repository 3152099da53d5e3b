package dev.caravan.landing;

import java.time.LocalDate;

/** Where things lie below the root of a landing. */
final class LandingKeys {
    static final String MANIFEST = "manifest.json";
    static final String BATCH = "batch.json";
    static final String REJECTS = "rejects.jsonl.gz";
    static final String RAW = "raw/";
    static final String DAY = "dt=";
    static final String ID = "batch=";

    private LandingKeys() {}

    static String dataset(String dataset) {
        return RAW + dataset + "/";
    }

    static String day(String dataset, LocalDate day) {
        return dataset(dataset) + DAY + day + "/";
    }

    static String batch(String dataset, BatchId id) {
        return day(dataset, id.date()) + ID + id + "/";
    }

    static String rejects(String dataset, BatchId id) {
        return "rejected/" + dataset + "/" + DAY + id.date() + "/" + ID + id + "/" + REJECTS;
    }
}
