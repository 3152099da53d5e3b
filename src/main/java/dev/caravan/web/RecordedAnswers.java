package dev.caravan.web;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Coinlore answers to a path and its parameters, out of recorded files. A file is read when first asked for. */
final class RecordedAnswers {
    private static final String COINS = "coins.json";
    private static final String EXCHANGES = "exchanges.json";
    private static final String EXCHANGE_DETAILS = "exchange-details.json";
    private static final String MARKETS = "markets.json";
    private static final String GLOBAL = "global.json";
    private static final String RECORDING = "recording.json";

    /** Coinlore gives no more coins a page, whatever is asked for. */
    private static final int COINS_A_PAGE = 100;

    private static final Pattern TIME = Pattern.compile("\"time\"\\s*:\\s*(\\d+)");

    private final Path directory;
    private final long time;
    private final Map<String, RecordedFile> files = new ConcurrentHashMap<>();

    RecordedAnswers(Path directory) {
        this.directory = directory;
        List<Problem> problems = List.of(COINS, EXCHANGES, EXCHANGE_DETAILS, MARKETS, GLOBAL, RECORDING).stream()
                .map(directory::resolve)
                .filter(file -> !Files.isRegularFile(file))
                .map(file -> Problem.at(
                        file.toString(),
                        "the recording is missing",
                        "Restore it from version control, or name another directory of recordings."))
                .toList();
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
        time = recordedTime(directory.resolve(RECORDING));
    }

    private static long recordedTime(Path file) {
        Matcher matcher = TIME.matcher(read(file, Files::readString));
        if (!matcher.find()) {
            throw new CaravanException(Problem.at(
                    file.toString(), "no \"time\" is recorded", "Write {\"time\": …} in seconds since 1970."));
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Empty where Coinlore has no such path. */
    Optional<String> answer(String path, Map<String, String> parameters) {
        String id = parameters.getOrDefault("id", "");
        return switch (path) {
            case "/api/tickers/" -> Optional.of(tickers(parameters));
            case "/api/ticker/" -> Optional.of(file(COINS).pick(List.of(id.split(","))));
            case "/api/exchanges/" -> Optional.of(file(EXCHANGES).whole());
            case "/api/exchange/" ->
                Optional.of(file(EXCHANGE_DETAILS).record(id).orElse("{}"));
            case "/api/coin/markets/" -> Optional.of(file(MARKETS).record(id).orElse("[]"));
            case "/api/global/" -> Optional.of(file(GLOBAL).whole());
            default -> Optional.empty();
        };
    }

    /** Each page has its own time, since Coinlore's pages are no snapshot. */
    private String tickers(Map<String, String> parameters) {
        RecordedFile coins = file(COINS);
        int start = number(parameters.get("start"), 0, Integer.MAX_VALUE - COINS_A_PAGE);
        int limit = number(parameters.get("limit"), COINS_A_PAGE, COINS_A_PAGE);
        return "{\"data\":" + coins.page(start, start + limit) + ",\"info\":{\"coins_num\":" + coins.size()
                + ",\"time\":" + (time + start / COINS_A_PAGE) + "}}";
    }

    private static int number(String text, int otherwise, int atMost) {
        return text != null && text.matches("\\d{1,9}") ? Math.min(Integer.parseInt(text), atMost) : otherwise;
    }

    private RecordedFile file(String name) {
        return files.computeIfAbsent(name, missing -> read(directory.resolve(missing), RecordedFile::new));
    }

    private static <T> T read(Path file, Reading<T> reading) {
        try {
            return reading.of(file);
        } catch (IOException e) {
            throw new CaravanException(Problem.at(file.toString(), "the recording cannot be read", e.getMessage()), e);
        }
    }

    private interface Reading<T> {
        T of(Path file) throws IOException;
    }
}
