package dev.caravan.standin;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The stand-in's server. {@link #jdbcUrl()} works with the real Redshift driver, user {@link #USER}, any password.
 * Thread-safe.
 */
public final class RedshiftStandIn implements AutoCloseable {
    public static final String USER = "awsuser";
    public static final String DATABASE = "dev";

    private final ServerSocket server;
    private final Cluster cluster;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicBoolean> cancellations = new ConcurrentHashMap<>();

    private RedshiftStandIn(ServerSocket server, Cluster cluster) {
        this.server = server;
        this.cluster = cluster;
    }

    /**
     * Makes a fresh database in the PostgreSQL, in place of what was there, and opens a free port on loopback.
     *
     * @param s3 what COPY and UNLOAD reach; the caller closes it
     */
    public static RedshiftStandIn start(EmbeddedPostgres postgres, S3Client s3) throws IOException {
        SystemTables systemTables = SystemTables.install(postgres, DATABASE, USER);
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Cluster cluster = new Cluster(postgres.getPort(), s3, systemTables, new History(), new Faults());
        RedshiftStandIn standIn = new RedshiftStandIn(server, cluster);
        standIn.inThread("redshift-stand-in", standIn::accept);
        return standIn;
    }

    /** The driver asks for encryption by default, and the stand-in has none. */
    public String jdbcUrl() {
        return "jdbc:redshift://localhost:" + port() + "/" + DATABASE + "?ssl=false";
    }

    public int port() {
        return server.getLocalPort();
    }

    public Faults faults() {
        return cluster.faults();
    }

    /** Every statement as the driver sent it, oldest first; the driver's own are among them. */
    public List<String> statements() {
        return cluster.history().statements();
    }

    /** Closes every connection at once, as a cluster that restarts. New ones are taken. */
    public void dropConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    public int openConnections() {
        return cancellations.size();
    }

    @Override
    public void close() {
        try {
            server.close();
            dropConnections();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket socket = server.accept();
            socket.setTcpNoDelay(true);
            sockets.add(socket);
            inThread("redshift-session", () -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            Startup.Request request = Startup.read(in, out);
            if (request.cancellation().isPresent()) {
                cancel(request.cancellation().get());
                return;
            }
            serve(request, in, out);
        } finally {
            sockets.remove(socket);
        }
    }

    private void serve(Startup.Request request, DataInputStream in, DataOutputStream out) throws IOException {
        try (Backend backend = new Backend(cluster.backendPort())) {
            Optional<Integer> process = Startup.logIn(request, backend, in, out);
            if (process.isEmpty()) {
                return;
            }
            AtomicBoolean cancelled = new AtomicBoolean();
            cancellations.put(process.get(), cancelled);
            try {
                new Session(process.get(), in, out, backend, cluster, cancelled).run();
            } finally {
                cancellations.remove(process.get());
            }
        }
    }

    /** The stand-in's own work stops at its next look; PostgreSQL is asked as the client asked us. */
    private void cancel(byte[] request) throws IOException {
        AtomicBoolean cancelled = cancellations.get(ByteBuffer.wrap(request).getInt(4));
        if (cancelled != null) {
            cancelled.set(true);
        }
        try (Socket backend = new Socket("127.0.0.1", cluster.backendPort())) {
            ByteBuffer packet = ByteBuffer.allocate(request.length + 4);
            packet.putInt(request.length + 4).put(request);
            backend.getOutputStream().write(packet.array());
            backend.getOutputStream().flush();
            backend.getInputStream().read();
        }
    }

    private void inThread(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | UncheckedIOException gone) {
                        // the other side went away: the session ends, and PostgreSQL rolls back with its connection
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }
}
