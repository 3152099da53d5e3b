package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.caravan.project.Masking;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;

/** The process's log: lines for people or JSON for machines, on one stream, every secret masked on the way out. */
final class Logging {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %-28logger{28} %X{run:--} %msg%n%ex{short}";

    private final AtomicReference<Masking> masking = new AtomicReference<>(Masking.ofUrls());

    enum Format {
        text,
        json
    }

    /** Turns the log on. {@code verbose} shows each statement that is run. */
    void start(OutputStream stream, Format format, boolean verbose, Level ours) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder(context, format));
        appender.setOutputStream(new MaskedStream(stream, format));
        appender.start();

        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger("dev.caravan").setLevel(verbose ? Level.DEBUG : ours);
        // Who asked for a poll tells of its failure; Camel would tell it too, with a stack trace.
        context.getLogger("org.apache.camel.processor.errorhandler.DefaultErrorHandler")
                .setLevel(verbose ? Level.ERROR : Level.OFF);
        context.getLogger("liquibase").setLevel(verbose ? Level.DEBUG : Level.WARN);
    }

    /** From here on the environment's own secrets are masked too. */
    void mask(Masking environment) {
        masking.set(environment);
    }

    String masked(String text) {
        return masking.get().mask(text);
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, Format format) {
        if (format == Format.json) {
            JsonEncoder encoder = new JsonEncoder();
            encoder.setContext(context);
            encoder.setWithFormattedMessage(true);
            encoder.start();
            return encoder;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }

    /** Masks whole events: the appender writes an encoded event with one call. */
    private final class MaskedStream extends FilterOutputStream {
        private final Format format;

        MaskedStream(OutputStream stream, Format format) {
            super(stream);
            this.format = format;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            String event = masked(new String(bytes, offset, length, UTF_8));
            String lines = event.stripTrailing();
            String printable = (format == Format.json ? Printable.word(lines) : Printable.lines(lines)) + "\n";
            out.write(printable.getBytes(UTF_8));
        }

        /** The stream is the process's own; a log that is set up anew must not take it away. */
        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
