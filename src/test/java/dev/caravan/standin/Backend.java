package dev.caravan.standin;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A session's own connection to PostgreSQL. Used by the session's thread alone. */
final class Backend implements Closeable {
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private Consumer<Message> aside = message -> {};
    private char status = 'I';

    Backend(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /** Who gets notices and changed parameters that come while the stand-in's own statements run. */
    void tellAside(Consumer<Message> listener) {
        aside = listener;
    }

    /** I: idle, T: in a transaction, E: in one that failed; as of the last answer. */
    char status() {
        return status;
    }

    void send(Message message) throws IOException {
        message.writeTo(out);
    }

    void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void flush() throws IOException {
        out.flush();
    }

    Message read() throws IOException {
        Message message = Message.read(in).orElseThrow(() -> new EOFException("PostgreSQL closed the connection"));
        if (message.type() == 'Z') {
            status = (char) message.body()[0];
        }
        return message;
    }

    /** Asks what state the transaction is in, where statements went by that no answer has told of yet. */
    void probe() throws IOException {
        query("");
    }

    /** Runs the stand-in's own SQL, as one or several statements; the rows are those of the last select. */
    List<List<String>> query(String sql) throws IOException {
        send(Message.of('Q', sql));
        flush();
        Answer answer = collect();
        if (answer.failure != null) {
            throw answer.failure;
        }
        return answer.rows;
    }

    /** Runs one statement and gives its command tag. */
    String execute(String sql) throws IOException {
        send(Message.of('Q', sql));
        flush();
        Answer answer = collect();
        if (answer.failure != null) {
            throw answer.failure;
        }
        return answer.tag;
    }

    Optional<String> value(String sql) throws IOException {
        List<List<String>> rows = query(sql);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(rows.get(0).get(0));
    }

    /** Opens {@code copy ... from stdin}; then {@link #copyRow}, then {@link #endCopy}. */
    void beginCopy(String sql) throws IOException {
        send(Message.of('Q', sql));
        flush();
        for (Message message = read(); message.type() != 'G'; message = read()) {
            if (message.type() == 'E') {
                Refusal refusal = Refusal.parse(message);
                collect();
                throw refusal;
            }
        }
    }

    void copyRow(byte[] line) throws IOException {
        send(new Message('d', line));
    }

    void endCopy() throws IOException {
        send(new Message('c', new byte[0]));
        flush();
        Answer answer = collect();
        if (answer.failure != null) {
            throw answer.failure;
        }
    }

    void abandonCopy() throws IOException {
        send(Message.of('f', "abandoned"));
        flush();
        collect();
    }

    /** Streams the lines of {@code copy ... to stdout}. */
    void copyOut(String sql, Consumer<byte[]> line) throws IOException {
        send(Message.of('Q', sql));
        flush();
        Refusal failure = null;
        for (Message message = read(); message.type() != 'Z'; message = read()) {
            if (message.type() == 'd') {
                line.accept(message.body());
            } else if (message.type() == 'E') {
                failure = Refusal.parse(message);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Answer collect() throws IOException {
        Answer answer = new Answer();
        for (Message message = read(); message.type() != 'Z'; message = read()) {
            switch (message.type()) {
                case 'T' -> answer.rows = new ArrayList<>();
                case 'D' -> answer.rows.add(row(message.fields()));
                case 'C' -> answer.tag = Message.text(message.fields());
                case 'E' -> answer.failure = Refusal.parse(message);
                case 'N', 'S' -> aside.accept(message);
                default -> {}
            }
        }
        return answer;
    }

    private static List<String> row(ByteBuffer fields) {
        List<String> values = new ArrayList<>();
        for (int left = fields.getShort(); left > 0; left--) {
            int length = fields.getInt();
            if (length < 0) {
                values.add(null);
            } else {
                values.add(
                        new String(fields.array(), fields.position(), length, java.nio.charset.StandardCharsets.UTF_8));
                fields.position(fields.position() + length);
            }
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class Answer {
        private List<List<String>> rows = new ArrayList<>();
        private String tag = "";
        private Refusal failure;
    }
}
