package dev.caravan.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One connection through the {@link FaultyProxy}. Message formats: PostgreSQL, "Frontend/Backend Protocol". */
final class ProxiedSession implements AutoCloseable {
    private static final int CANCEL_REQUEST = 80_877_102;
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int CANCEL_BYTES = 16;
    private static final int INT_BYTES = 4;
    /** Longer than a client waits before it asks again. */
    private static final long LATE_NANOS = 700_000_000;

    private final Socket client;
    private final Socket server;
    private final DataInputStream fromClient;
    private final DataOutputStream toClient;
    private final DataInputStream fromServer;
    private final DataOutputStream toServer;
    private final Runnable conflict;
    private final Sent sent;
    private final Map<String, String> prepared = new ConcurrentHashMap<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile Optional<byte[]> key = Optional.empty();
    private volatile boolean answersAreLost;
    private Then afterwards = Then.GO_ON;

    /** What happens when the statement in hand is with the server. */
    private enum Then {
        GO_ON,
        CUT,
        CUT_AND_DELIVER_LATE,
        CANCEL,
        CUT_IN_DATA
    }

    ProxiedSession(Socket client, Socket server, PlannedFaults faults, Runnable conflict) throws IOException {
        this.client = client;
        this.server = server;
        this.conflict = conflict;
        sent = new Sent(faults);
        fromClient = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        toClient = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
        fromServer = new DataInputStream(new BufferedInputStream(server.getInputStream()));
        toServer = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
    }

    void serve() throws IOException {
        int code = start();
        FaultyProxy.inThread(() -> {
            try (this) {
                answers();
            }
        });
        if (code == CANCEL_REQUEST) {
            // the server closes when it has taken it
            fromClient.read();
            return;
        }
        while (true) {
            pass(fromClient.readByte(), payload());
        }
    }

    /** Passes on what comes before messages have a type. */
    private int start() throws IOException {
        while (true) {
            byte[] body = payload();
            toServer.writeInt(body.length + INT_BYTES);
            toServer.write(body);
            toServer.flush();
            int code = ByteBuffer.wrap(body).getInt();
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                return code;
            }
            toClient.writeByte(fromServer.readByte());
            toClient.flush();
        }
    }

    private byte[] payload() throws IOException {
        return payload(fromClient);
    }

    private static byte[] payload(DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt() - INT_BYTES];
        in.readFully(body);
        return body;
    }

    private void pass(byte type, byte[] body) throws IOException {
        switch (type) {
            case 'Q' -> statement(text(body, 0));
            case 'P' -> {
                String name = text(body, 0);
                prepared.put(name, text(body, name.getBytes(UTF_8).length + 1));
            }
            case 'B' -> statement(prepared.getOrDefault(text(body, text(body, 0).getBytes(UTF_8).length + 1), ""));
            case 'd' -> {
                if (afterwards == Then.CUT_IN_DATA) {
                    toServer.writeByte(type);
                    toServer.writeInt(body.length + INT_BYTES);
                    toServer.write(body, 0, body.length / 2);
                    toServer.flush();
                    throw cut();
                }
            }
            default -> {}
        }
        toServer.writeByte(type);
        toServer.writeInt(body.length + INT_BYTES);
        toServer.write(body);
        if (fromClient.available() == 0 && afterwards != Then.CUT_AND_DELIVER_LATE) {
            toServer.flush();
        }
        if (type == 'Q' || type == 'S') {
            sent();
        }
    }

    private void statement(String sql) throws IOException {
        Optional<FaultKind> fault = sent.strike(sql);
        if (fault.isEmpty()) {
            return;
        }
        switch (fault.get()) {
            case CONNECTION_LOST_DURING_STATEMENT -> afterwards = Then.CUT;
            case STATEMENT_IS_CANCELLED -> afterwards = Then.CANCEL;
            case LOAD_COMMIT_ARRIVES_LATE -> afterwards = Then.CUT_AND_DELIVER_LATE;
            case COPY_BREAKS_OFF -> afterwards = sql.contains("from stdin") ? Then.CUT_IN_DATA : Then.CUT;
            case STATEMENT_MEETS_A_CONFLICT -> conflict.run();
            case COMMIT_STANDS_UNANSWERED, LOAD_COMMIT_STANDS_UNANSWERED -> answersAreLost = true;
            case DISK_IS_FULL_WHILE_WORKING -> {}
            default -> throw cut();
        }
    }

    private void sent() throws IOException {
        if (afterwards == Then.CUT) {
            toServer.flush();
            throw cut();
        }
        if (afterwards == Then.CUT_AND_DELIVER_LATE) {
            answersAreLost = true;
            client.close();
            LockSupport.parkNanos(LATE_NANOS);
            toServer.flush();
            // the server closes when it has done what it read
            server.shutdownOutput();
            awaitAnswers();
        }
        if (afterwards == Then.CANCEL) {
            afterwards = Then.GO_ON;
            toServer.flush();
            cancel();
        }
    }

    private void awaitAnswers() {
        try {
            answered.await(LATE_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() throws IOException {
        if (key.isEmpty()) {
            return;
        }
        try (Socket other = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            DataOutputStream out = new DataOutputStream(other.getOutputStream());
            out.write(ByteBuffer.allocate(CANCEL_BYTES)
                    .putInt(CANCEL_BYTES)
                    .putInt(CANCEL_REQUEST)
                    .put(key.get())
                    .array());
            out.flush();
            other.getInputStream().read();
        }
    }

    private void answers() throws IOException {
        while (true) {
            byte type = fromServer.readByte();
            byte[] body = payload(fromServer);
            if (type == 'K') {
                key = Optional.of(body);
            }
            if (answersAreLost) {
                if (type == 'Z') {
                    answered.countDown();
                    return;
                }
                continue;
            }
            toClient.writeByte(type);
            toClient.writeInt(body.length + INT_BYTES);
            toClient.write(body);
            if (fromServer.available() == 0) {
                toClient.flush();
            }
        }
    }

    private IOException cut() {
        close();
        return new IOException("the connection is cut, as planned");
    }

    private static String text(byte[] body, int from) {
        int end = from;
        while (body[end] != 0) {
            end++;
        }
        return new String(body, from, end - from, UTF_8);
    }

    @Override
    public void close() {
        try (client;
                server) {
            // both, whatever becomes of the first
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
