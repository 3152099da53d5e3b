package dev.caravan.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One message of PostgreSQL's protocol, version 3: a type letter and a body. */
record Message(char type, byte[] body) {

    static Message of(char type, Object... fields) {
        int size = 0;
        for (Object field : fields) {
            size += size(field);
        }
        ByteBuffer body = ByteBuffer.allocate(size);
        for (Object field : fields) {
            put(body, field);
        }
        return new Message(type, body.array());
    }

    static Message commandComplete(String tag) {
        return of('C', tag);
    }

    static Message readyForQuery(char status) {
        return of('Z', (byte) status);
    }

    /** Empty where the other side has closed the connection. */
    static Optional<Message> read(DataInputStream in) throws IOException {
        int type = in.read();
        if (type < 0) {
            return Optional.empty();
        }
        return Optional.of(new Message((char) type, in.readNBytes(in.readInt() - 4)));
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
    }

    ByteBuffer fields() {
        return ByteBuffer.wrap(body);
    }

    /** A text that ends in a zero byte, from where the buffer stands. */
    static String text(ByteBuffer fields) {
        int start = fields.position();
        while (fields.get() != 0) {}
        return new String(fields.array(), start, fields.position() - 1 - start, UTF_8);
    }

    private static int size(Object field) {
        if (field instanceof String text) {
            return text.getBytes(UTF_8).length + 1;
        }
        if (field instanceof byte[] bytes) {
            return bytes.length;
        }
        return field instanceof Integer ? 4 : field instanceof Short ? 2 : 1;
    }

    private static void put(ByteBuffer body, Object field) {
        if (field instanceof String text) {
            body.put(text.getBytes(UTF_8)).put((byte) 0);
        } else if (field instanceof byte[] bytes) {
            body.put(bytes);
        } else if (field instanceof Integer number) {
            body.putInt(number);
        } else if (field instanceof Short number) {
            body.putShort(number);
        } else {
            body.put((Byte) field);
        }
    }
}
