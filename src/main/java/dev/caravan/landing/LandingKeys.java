package dev.caravan.landing;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where things lie below the root of a landing. */
final class LandingKeys {
    static final String MANIFEST = "manifest.json";
    static final String BATCH = "batch.json";
    static final String REJECTS = "rejects.jsonl.gz";
    static final String RAW = "raw/";
    static final String DAY = "dt=";
    static final String ID = "batch=";

    private static final String LOADS = "loads/";
    private static final String LOAD_MANIFEST = ".manifest";
    private static final Pattern COMMITTED = Pattern.compile(".*/" + ID + "([0-9a-f-]{36})/" + MANIFEST);

    // whoever names a dataset must not make anybody read or write elsewhere
    private static final Pattern DATASET = Pattern.compile("[A-Za-z0-9_-]{1,127}(\\.[A-Za-z0-9_-]{1,127})*");

    private LandingKeys() {}

    static boolean isDataset(String name) {
        return DATASET.matcher(name).matches();
    }

    /** @throws CaravanException where it is none */
    static String checked(String dataset) {
        if (!isDataset(dataset)) {
            throw new CaravanException(Problem.at(
                    "landing",
                    "\"" + dataset + "\" is no name of a dataset",
                    "One is made of letters, digits, underscores and dashes."));
        }
        return dataset;
    }

    static String dataset(String dataset) {
        return RAW + checked(dataset) + "/";
    }

    static String day(String dataset, LocalDate day) {
        return dataset(dataset) + DAY + day + "/";
    }

    static String batch(String dataset, BatchId id) {
        return day(dataset, id.date()) + ID + id + "/";
    }

    /** The batch that a key commits, where the key is that of a manifest. */
    static Optional<BatchId> committed(String dataset, String key) {
        Matcher manifest = COMMITTED.matcher(key);
        return manifest.matches()
                ? BatchId.find(manifest.group(1)).filter(id -> key.equals(batch(dataset, id) + MANIFEST))
                : Optional.empty();
    }

    static String loads(String dataset) {
        return LOADS + checked(dataset) + "/";
    }

    /** Outside of {@link #RAW}, so that whoever looks for batches does not see it. */
    static String loadManifest(String dataset, BatchId load) {
        return loads(dataset) + load + LOAD_MANIFEST;
    }

    /** The load whose manifest a key is. */
    static Optional<BatchId> load(String dataset, String key) {
        return key.startsWith(loads(dataset)) && key.endsWith(LOAD_MANIFEST)
                ? BatchId.find(key.substring(loads(dataset).length(), key.length() - LOAD_MANIFEST.length()))
                : Optional.empty();
    }

    static String rejects(String dataset, BatchId id) {
        return "rejected/" + checked(dataset) + "/" + DAY + id.date() + "/" + ID + id + "/" + REJECTS;
    }
}
