package dev.caravan.faults;

import dev.caravan.s3.S3Server;
import dev.caravan.s3.S3Server.Answer;
import dev.caravan.s3.S3Server.Request;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;

/** Breaks an S3 server's front where a fault strikes. */
final class FaultyS3 implements S3Server.Fault {
    private static final long SLOW_NANOS = 300_000_000;
    private static final int PROMISED_BYTES = 4_096;
    private static final int SENT_BYTES = 100;

    private final S3Server server;
    private final Supplier<PlannedFaults> faults;

    FaultyS3(S3Server server, Supplier<PlannedFaults> faults) {
        this.server = server;
        this.faults = faults;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        Optional<FaultKind> fault = faults.get().strike(Point.S3_REQUEST);
        if (faults.get().isKilled()) {
            throw hangUp();
        }
        if (fault.isEmpty()) {
            return Optional.empty();
        }
        return switch (fault.get()) {
            case S3_ANSWERS_500 ->
                Optional.of(Answer.error(500, "InternalError", "We encountered an internal error. Please try again."));
            case S3_ANSWERS_503 -> Optional.of(Answer.error(503, "SlowDown", "Please reduce your request rate."));
            case S3_IS_SLOW -> {
                LockSupport.parkNanos(SLOW_NANOS);
                yield Optional.empty();
            }
            case S3_BREAKS_OFF -> {
                // a server that says 200 to a PUT and stores nothing would lie
                if (request.method().equals("PUT")) {
                    throw hangUp();
                }
                yield Optional.of(new Answer(200, new byte[PROMISED_BYTES], Optional.of(SENT_BYTES)));
            }
            case S3_HANGS_UP -> throw hangUp();
            case S3_ANSWER_IS_LOST -> {
                if (request.method().equals("PUT")) {
                    write(request);
                }
                throw hangUp();
            }
            default -> Optional.empty();
        };
    }

    private void write(Request request) {
        String[] path = request.path().replaceFirst("\\?.*", "").split("/", 3);
        server.client()
                .putObject(put -> put.bucket(path[1]).key(decoded(path[2])), RequestBody.fromBytes(request.body()));
    }

    private static String decoded(String key) {
        return java.net.URLDecoder.decode(key.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The front's server closes the connection of a request whose handler throws. */
    private static IllegalStateException hangUp() {
        return new IllegalStateException("the connection is dropped, as planned");
    }
}
