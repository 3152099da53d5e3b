package dev.caravan.camel;

import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.Batch.SourceFile;
import dev.caravan.landing.CsvRows;
import dev.caravan.landing.CsvShape;
import dev.caravan.landing.FileHashes;
import dev.caravan.landing.Sha256;
import dev.caravan.landing.UnreadableSource;
import dev.caravan.pipeline.KnownSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One file as one batch: landed once, whatever it is called; refused whole, and left where it is, where it is ruined.
 *
 * @param hashes of files that were read before
 * @param url where it was fetched from, where it was
 */
record HistoryFile(
        Path path,
        Optional<String> url,
        CsvShape shape,
        Map<String, String> constants,
        FileHashes hashes,
        KnownSources known) {

    void land(String dataset, Supplier<OpenBatch> open, Poll poll) throws IOException {
        // what was fetched lies in a file that is new each time
        SourceFile content = url.isPresent() ? new SourceFile(Files.size(path), Sha256.of(path)) : hashes.of(path);
        if (known.find(dataset, content).isPresent() || poll.has(content)) {
            return;
        }
        OpenBatch batch = open.get();
        try (var writer = batch.writer()) {
            if (read(batch, poll)) {
                String source = url.orElseGet(() -> path.toUri().toString());
                poll.add(writer.commit(new Source(source, Optional.of(content))));
            }
        }
    }

    /** @return false where the file is refused; the others go on */
    private boolean read(OpenBatch batch, Poll poll) {
        try {
            batch.add(CsvRows.append(path, url.orElseGet(path::toString), shape, constants, batch.writer()));
            return true;
        } catch (UnreadableSource e) {
            e.problems().forEach(poll::warn);
            return false;
        }
    }
}
