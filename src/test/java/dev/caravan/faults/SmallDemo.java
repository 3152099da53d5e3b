package dev.caravan.faults;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The shipped project in a directory of its own: every route, migration and model, and a small piece of the recordings. */
final class SmallDemo {
    private static final Path DEMO = Path.of("environments/demo");
    private static final int COINS = 120;
    private static final int EXCHANGES = 6;
    private static final int CANDLES = 40;
    private static final List<String> HISTORY = List.of(
            "Binance_BTCUSDT_minute.csv",
            "Binance_LTCUSDT_1h.csv",
            "BTCUSDT_Binance_futures_data_hour.csv",
            "Binance_BTCUSDT_d.csv");

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final Path root;

    private SmallDemo(Path root) {
        this.root = root;
    }

    static SmallDemo in(Path root) throws IOException {
        SmallDemo demo = new SmallDemo(root);
        ShippedProject.copyTo(root, "demo");
        Files.createDirectories(demo.recordings());
        demo.cut("coins.json", COINS);
        demo.cut("exchanges.json", EXCHANGES);
        demo.cut("exchange-details.json", EXCHANGES);
        demo.cut("exchange-dates.json", EXCHANGES);
        demo.cut("markets.json", COINS);
        demo.cut("global.json", 1);
        Files.copy(DEMO.resolve("recorded/recording.json"), demo.recordings().resolve("recording.json"));
        return demo;
    }

    Path root() {
        return root;
    }

    Path recordings() {
        return root.resolve("recorded");
    }

    /** Puts one more file into an inbox, as long as there are any. */
    static void addHistory(Path inbox) throws IOException {
        Files.createDirectories(inbox);
        for (String name : HISTORY) {
            if (!Files.exists(inbox.resolve(name))) {
                try (Stream<String> lines = Files.lines(DEMO.resolve("inbox").resolve(name))) {
                    Files.write(inbox.resolve(name), lines.limit(CANDLES).toList());
                }
                return;
            }
        }
    }

    private void cut(String name, int records) throws IOException {
        JsonNode all = json.readTree(DEMO.resolve("recorded").resolve(name).toFile());
        List<String> kept = new ArrayList<>();
        String form;
        if (all instanceof ArrayNode list) {
            form = "[\n%s\n]\n";
            list.forEach(record -> kept.add(record.toString()));
        } else {
            form = "{\n%s\n}\n";
            all.properties().forEach(field -> kept.add("\"" + field.getKey() + "\":" + field.getValue()));
        }
        Files.writeString(
                recordings().resolve(name),
                form.formatted(String.join(",\n", kept.subList(0, Math.min(records, kept.size())))));
    }
}
