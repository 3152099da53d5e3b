package dev.caravan.camel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.landing.Batch.Source;
import dev.caravan.landing.BatchId;
import dev.caravan.landing.JsonRows;
import dev.caravan.landing.JsonShape;
import dev.caravan.landing.Rejects;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lands records that were put aside as a batch of their own, once. Which batch it will be is noted before it is committed, so
 * that a process that is killed in between neither loses nor doubles it.
 */
final class Replay {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN_CHARACTERS = 60;

    private final Batches batches;
    private final Rejects rejects;

    Replay(Batches batches, Rejects rejects) {
        this.batches = batches;
        this.rejects = rejects;
    }

    void land(OpenBatch batch, Poll poll) {
        refuseTwice();
        List<String> lines = rejects.lines();
        try (var writer = batch.writer()) {
            for (int i = 0; i < lines.size(); i++) {
                append(batch, lines.get(i), i + 1);
            }
            if (writer.rows() == 0) {
                throw new CaravanException(Problem.at(
                        rejects.place(),
                        "none of its " + lines.size() + " records can be a row",
                        "Nothing is landed. Mend the records in the file; what is wrong stands in \"reason\"."));
            }
            batches.put(rejects.markKey(), rejects.mark(writer.id(), false));
            poll.add(writer.commit(new Source(rejects.place(), Optional.empty())));
            batches.put(rejects.markKey(), rejects.mark(writer.id(), true));
        }
    }

    private void refuseTwice() {
        Optional<BatchId> before = rejects.replayedAs();
        if (before.isPresent()) {
            throw new CaravanException(
                    Problem.at(
                            rejects.place(),
                            "was replayed as batch " + before.get(),
                            "Nothing is landed. What was rejected again lies under that batch, and can be replayed from there."));
        }
    }

    private void append(OpenBatch batch, String line, int number) {
        String record = record(line, number);
        if (!isObject(record)) {
            batch.writer().reject("it is no JSON object, as a record is", OptionalLong.of(number), record);
            return;
        }
        JsonRows.append(
                new ByteArrayInputStream(record.getBytes(UTF_8)), new JsonShape("", true), Map.of(), batch.writer());
    }

    private String record(String line, int number) {
        try {
            JsonNode record = JSON.readTree(line).path("record");
            if (!record.isMissingNode()) {
                return record.isTextual() ? record.asText() : record.toString();
            }
        } catch (JsonProcessingException e) {
            // told below, as is JSON without a record
        }
        throw new CaravanException(Problem.at(
                rejects.place() + ", line " + number,
                "is no line of rejects: \"" + line.substring(0, Math.min(SHOWN_CHARACTERS, line.length())) + "\"",
                "Nothing is landed. A line is a JSON object with \"reason\" and \"record\"."));
    }

    private static boolean isObject(String record) {
        try {
            return JSON.readTree(record).isObject();
        } catch (IOException e) {
            return false;
        }
    }
}
