package dev.caravan.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Stands before a server that speaks PostgreSQL's protocol, reads the statements that go by, and cuts connections where a
 * fault strikes: before a statement, after it was sent, or when it was answered and before the client hears of it.
 */
final class FaultyProxy implements AutoCloseable {
    private final ServerSocket front;
    private final int behind;
    private final Supplier<PlannedFaults> faults;
    private final Runnable conflict;
    private final Set<ProxiedSession> sessions = ConcurrentHashMap.newKeySet();

    /** @param conflict has the server refuse the next statement because of another transaction */
    FaultyProxy(int behind, Supplier<PlannedFaults> faults, Runnable conflict) throws IOException {
        this.behind = behind;
        this.faults = faults;
        this.conflict = conflict;
        front = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        inThread(this::accept);
    }

    int port() {
        return front.getLocalPort();
    }

    /** Cuts every connection. New ones are cut too as long as the run in hand is one that was killed. */
    void cutAll() {
        sessions.forEach(ProxiedSession::close);
    }

    private void accept() throws IOException {
        while (!front.isClosed()) {
            Socket client = front.accept();
            if (faults.get().isKilled()) {
                client.close();
                continue;
            }
            client.setTcpNoDelay(true);
            Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
            server.setTcpNoDelay(true);
            ProxiedSession session = new ProxiedSession(client, server, faults.get(), conflict);
            sessions.add(session);
            inThread(() -> {
                try (session) {
                    session.serve();
                } finally {
                    sessions.remove(session);
                }
            });
        }
    }

    static void inThread(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | UncheckedIOException gone) {
                        // one side went away, and its session with it
                    }
                },
                "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        front.close();
        cutAll();
    }

    /** What a thread does until its connection ends. */
    interface Work {
        void run() throws IOException;
    }
}
