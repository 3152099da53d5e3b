package dev.caravan.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The body of a response as a stream for a thread that may wait: each piece is on its way before the next one is taken, so that
 * a client that reads slowly slows down what is read for it, and nothing piles up. Closing it ends the response.
 */
final class ResponseStream extends OutputStream {
    private static final int PIECE_BYTES = 32 << 10;
    private static final int PATIENCE_SECONDS = 30;

    private final HttpServerResponse response;
    private Buffer piece = Buffer.buffer(PIECE_BYTES);

    /** @param response chunked, with its headers set */
    ResponseStream(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        piece.appendBytes(bytes, offset, length);
        if (piece.length() >= PIECE_BYTES) {
            send();
        }
    }

    @Override
    public void close() throws IOException {
        if (piece.length() > 0) {
            send();
        }
        response.end();
    }

    private void send() throws IOException {
        Buffer full = piece;
        piece = Buffer.buffer(PIECE_BYTES);
        try {
            response.write(full).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the client takes nothing any more", e);
        } catch (ExecutionException e) {
            throw new IOException("the client is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }
}
