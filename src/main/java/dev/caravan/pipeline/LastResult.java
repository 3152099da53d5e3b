package dev.caravan.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a node came to when it last ran.
 *
 * @param runId sorts by time
 * @param good it was built, or passed
 * @param fingerprint what it was run by; none where that was not written down
 */
record LastResult(String runId, boolean good, Optional<String> fingerprint) {
    LastResult {
        requireNonNull(runId, "runId is null");
        requireNonNull(fingerprint, "fingerprint is null");
    }
}
