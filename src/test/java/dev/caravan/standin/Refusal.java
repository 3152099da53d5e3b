package dev.caravan.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An error as the protocol carries it: letters to texts, of which C is the SQLSTATE, M the message, D the detail. */
final class Refusal extends RuntimeException {
    private final Map<Character, String> fields;
    private final List<String> notices;

    private Refusal(Map<Character, String> fields, List<String> notices) {
        super(fields.get('M'));
        this.fields = Map.copyOf(fields);
        this.notices = List.copyOf(notices);
    }

    static Refusal of(String sqlState, String message) {
        return new Refusal(Map.of('S', "ERROR", 'C', sqlState, 'M', message), List.of());
    }

    static Refusal syntaxErrorAt(String word) {
        return of("42601", "syntax error at or near \"" + word + "\"");
    }

    static Refusal unsupported(String message) {
        return of("0A000", message);
    }

    /** What the stand-in itself cannot do, though Redshift can: said plainly, so that nobody looks for the rule. */
    static Refusal beyondTheStandIn(String what) {
        return of("0A000", "the stand-in does not do this, Redshift may: " + what);
    }

    static Refusal serializationConflict(String detail) {
        return of("XX000", "1023").with('D', detail);
    }

    static Refusal aborted() {
        return of("25P02", "current transaction is aborted, commands ignored until end of transaction block");
    }

    static Refusal parse(Message message) {
        Map<Character, String> fields = new LinkedHashMap<>();
        ByteBuffer body = message.fields();
        for (byte letter = body.get(); letter != 0; letter = body.get()) {
            fields.put((char) letter, Message.text(body));
        }
        return new Refusal(fields, List.of());
    }

    Refusal with(char letter, String text) {
        Map<Character, String> more = new LinkedHashMap<>(fields);
        more.put(letter, text);
        return new Refusal(more, notices);
    }

    /** Redshift names the functions that it refuses in INFO messages before the error. */
    Refusal withNotices(List<String> more) {
        return new Refusal(fields, more);
    }

    List<String> notices() {
        return notices;
    }

    String sqlState() {
        return fields.get('C');
    }

    Optional<String> field(char letter) {
        return Optional.ofNullable(fields.get(letter));
    }

    Message message() {
        return new Message('E', encode(fields));
    }

    static Message info(String text) {
        return new Message('N', encode(Map.of('S', "INFO", 'C', "00000", 'M', text)));
    }

    private static byte[] encode(Map<Character, String> fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<Character, String> field : fields.entrySet()) {
            body.write(field.getKey());
            body.writeBytes(field.getValue().getBytes(UTF_8));
            body.write(0);
        }
        body.write(0);
        return body.toByteArray();
    }
}
