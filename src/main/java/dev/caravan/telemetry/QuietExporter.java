package dev.caravan.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that a receiver takes nothing, in our log; OpenTelemetry would say so again and again, and in the JDK's. */
final class QuietExporter implements SpanExporter {
    private static final Logger log = LoggerFactory.getLogger(QuietExporter.class);

    private final SpanExporter exporter;
    private final String receiver;
    private final AtomicBoolean told = new AtomicBoolean();
    // held, because the JDK forgets a logger that nobody holds, and with it its level
    private final java.util.logging.Logger theirs = java.util.logging.Logger.getLogger("io.opentelemetry");

    QuietExporter(SpanExporter exporter, String receiver) {
        this.exporter = exporter;
        this.receiver = receiver;
        theirs.setLevel(Level.OFF);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode sent = exporter.export(spans);
        sent.whenComplete(() -> {
            if (sent.isSuccess()) {
                told.set(false);
            } else if (told.compareAndSet(false, true)) {
                log.warn("traces cannot be sent to {}, and are dropped until it takes them; runs go on", receiver);
            }
        });
        return sent;
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
