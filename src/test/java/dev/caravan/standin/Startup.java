package dev.caravan.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first bytes of a connection: encryption refused, start-up parameters filtered, log-in handed through. */
final class Startup {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int CANCEL_REQUEST = 80877102;
    private static final int VERSION_3 = 196608;

    /** PostgreSQL ends a connection that asks for a parameter it does not know, such as the driver's own version. */
    private static final Set<String> PASSED = Set.of(
            "user", "database", "client_encoding", "DateStyle", "TimeZone", "extra_float_digits", "application_name");

    private Startup() {}

    /** What a client opens a connection for: either the parameters of a session, or another session's cancellation. */
    record Request(Map<String, String> parameters, Optional<byte[]> cancellation) {}

    static Request read(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            byte[] body = in.readNBytes(in.readInt() - 4);
            ByteBuffer fields = ByteBuffer.wrap(body);
            int code = fields.getInt();
            if (code == SSL_REQUEST || code == GSS_REQUEST) {
                out.writeByte('N');
                out.flush();
            } else if (code == CANCEL_REQUEST) {
                return new Request(Map.of(), Optional.of(body));
            } else if (code == VERSION_3) {
                return new Request(parameters(fields), Optional.empty());
            } else {
                throw new IOException("unknown protocol version " + code);
            }
        }
    }

    /** Opens PostgreSQL's side and hands the log-in to and fro; the session's process id, or empty where refused. */
    static Optional<Integer> logIn(Request request, Backend backend, DataInputStream in, DataOutputStream out)
            throws IOException {
        backend.sendRaw(packet(request.parameters()));
        int process = 0;
        while (true) {
            Message message = backend.read();
            if (message.type() == 'K') {
                process = message.fields().getInt();
            }
            if (message.type() == 'S') {
                Optional<Message> parameter = parameter(message);
                if (parameter.isPresent()) {
                    parameter.get().writeTo(out);
                }
                continue;
            }
            message.writeTo(out);
            if (message.type() == 'Z') {
                out.flush();
                return Optional.of(process);
            }
            if (message.type() == 'E') {
                out.flush();
                return Optional.empty();
            }
            if (message.type() == 'R' && message.fields().getInt() != 0) {
                out.flush();
                backend.send(Message.read(in).orElseThrow(() -> new IOException("the client left during log-in")));
                backend.flush();
            }
        }
    }

    /** Redshift says that it is PostgreSQL 8.0.2, and does not tell of parameters that came later. */
    static Optional<Message> parameter(Message message) {
        String name = Message.text(message.fields());
        return switch (name) {
            case "server_version" -> Optional.of(Message.of('S', name, "8.0.2"));
            case "in_hot_standby", "default_transaction_read_only", "scram_iterations" -> Optional.empty();
            default -> Optional.of(message);
        };
    }

    private static Map<String, String> parameters(ByteBuffer fields) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name = Message.text(fields); !name.isEmpty(); name = Message.text(fields)) {
            parameters.put(name, Message.text(fields));
        }
        return parameters;
    }

    private static byte[] packet(Map<String, String> parameters) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parameters.forEach((name, value) -> {
            if (PASSED.contains(name)) {
                put(body, name);
                put(body, value);
            }
        });
        body.write(0);
        ByteBuffer packet = ByteBuffer.allocate(body.size() + 8);
        packet.putInt(body.size() + 8).putInt(VERSION_3).put(body.toByteArray());
        return packet.array();
    }

    private static void put(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(UTF_8));
        body.write(0);
    }
}
