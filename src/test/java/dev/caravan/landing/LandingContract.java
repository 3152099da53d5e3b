package dev.caravan.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.caravan.landing.Batch.Source;
import dev.caravan.project.CaravanException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the writer lands the reader finds, and nobody finds what was not committed: the promises of every landing. A
 * subclass opens one and reaches its files behind its back.
 */
abstract class LandingContract {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final Source API = new Source("http://127.0.0.1/api/tickers/", Optional.empty());
    private static final CsvShape CANDLES = new CsvShape(Pattern.compile("(?i)unix,date,close(,tradecount)?"), "unix");
    private static final List<String> CANDLE_COLUMNS = List.of("market", "unix", "date", "close", "tradecount");

    @TempDir
    Path scratch;

    private final BatchId id =
            BatchId.generator(Clock.fixed(NOON, ZoneOffset.UTC)).get();

    /** The root of the landing, with a slash at the end. */
    abstract URI root();

    abstract Landing landing();

    /** Puts files there as a route would. */
    abstract LandingTarget target();

    abstract byte[] stored(String key);

    abstract void store(String key, byte[] bytes);

    abstract void delete(String key);

    @ParameterizedTest
    @EnumSource(Compression.class)
    void landsRowsWithTheirOriginAndTellsNullFromEmpty(Compression compression) throws IOException {
        Batch batch;
        try (BatchWriter writer = writer(List.of("id", "name"), compression, 1 << 20)) {
            append(
                    writer,
                    "",
                    """
                    [{"id":"90","name":"Bit\\ncoin, \\"gold\\" 🚀"},{"id":"80","name":null},{"name":"","id":7e2}]""");
            batch = writer.commit(API);
        }

        assertThat(text(batch, 0))
                .isEqualTo(
                        """
                batch_id,extracted_at,part,line,id,name,unknown_fields
                %1$s,2026-11-24T12:00:00.123Z,0,2,90,"Bit
                coin, ""gold"" 🚀",
                %1$s,2026-11-24T12:00:00.123Z,0,4,80,,
                %1$s,2026-11-24T12:00:00.123Z,0,5,7e2,"",
                """
                                .formatted(id));
        try (Landing landing = landing()) {
            assertThat(landing.committed("coins", LocalDate.EPOCH)).containsExactly(id);
            assertThat(landing.read("coins", id)).isEqualTo(batch);
        }
    }

    @Test
    void aBatchThatWasNotCommittedIsInvisible() {
        try (BatchWriter writer = writer(List.of("id"), Compression.zstd, 1)) {
            append(writer, "", "[{\"id\":1},{\"id\":2}]");
        }

        try (Landing landing = landing()) {
            assertThat(landing.committed("coins", LocalDate.EPOCH)).isEmpty();
        }
        assertThat(scratch.resolve("spool")).isEmptyDirectory();
    }

    @Test
    void rollsPartsBySizeAndListsThemInACopyManifest() throws IOException {
        Batch batch;
        try (BatchWriter writer = writer(List.of("id"), Compression.gzip, 1)) {
            append(writer, "", "[{\"id\":1},{\"id\":2}]");
            batch = writer.commit(API);
        }

        assertThat(batch.rowsLanded()).isEqualTo(2);
        assertThat(new String(stored("raw/coins/dt=2026-11-24/batch=" + id + "/manifest.json"), UTF_8))
                .contains("\"url\" : \"" + root() + "raw/coins/dt=2026-11-24/batch=" + id + "/part-00000.csv.gz\"")
                .contains("\"mandatory\" : true")
                .contains("\"content_length\" : " + batch.parts().get(0).sizeBytes());
    }

    @Test
    void everyObjectHasTheBytesThatBatchJsonTells() throws IOException {
        Batch batch;
        try (BatchWriter writer = writer(List.of("id", "noise"), Compression.gzip, 1)) {
            writer.append(new String[] {"1", noise()}, Optional.empty());
            writer.append(new String[] {"2", noise()}, Optional.empty());
            batch = writer.commit(API);
        }

        assertThat(batch.parts()).hasSize(2);
        for (Part part : batch.parts()) {
            byte[] bytes = stored(folder(batch) + part.name());
            Path copy = Files.write(scratch.resolve("copy"), bytes);
            assertThat(Sha256.of(copy)).isEqualTo(part.sha256());
            try (Landing landing = landing();
                    InputStream read = landing.open(batch, part)) {
                assertThat(read.readAllBytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void listsBatchesFromADayOnInRisingOrder() {
        Batch old = land(NOON.minus(Duration.ofDays(3)), 1, "[{\"id\":1}]");
        Batch second = land(NOON, 1, "[{\"id\":1}]");
        Batch first = land(NOON.minus(Duration.ofHours(13)), 1, "[{\"id\":1}]");

        try (Landing landing = landing()) {
            assertThat(landing.committed("coins", LocalDate.EPOCH)).containsExactly(old.id(), first.id(), second.id());
            assertThat(landing.committed("coins", LocalDate.parse("2026-11-23")))
                    .containsExactly(first.id(), second.id());
            assertThat(landing.committed("markets", LocalDate.EPOCH)).isEmpty();
            assertThat(landing.datasets()).containsExactly("coins");
        }
    }

    @Test
    void whatOthersPutThereIsNoBatch() {
        Batch batch = land(NOON, 1, "[{\"id\":1}]");
        store("raw/coins/dt=2026-11-24/batch=backup/manifest.json", new byte[0]);
        store("raw/coins/dt=2026-11-25/batch=" + batch.id() + "/manifest.json", new byte[0]);
        store("raw/coins/readme.txt", new byte[0]);

        try (Landing landing = landing()) {
            assertThat(landing.committed("coins", LocalDate.EPOCH)).containsExactly(batch.id());
        }
    }

    @Test
    void aManifestOfALoadListsItsPartsIsNoBatchAndIsDeletedByItsId() throws IOException {
        Batch first = land(NOON, 1, "[{\"id\":1}]");
        Batch second = land(NOON.plusSeconds(1), 1, "[{\"id\":1}]");
        BatchId load = BatchId.generator(Clock.systemUTC()).get();
        BatchId other = BatchId.generator(Clock.systemUTC()).get();

        try (Landing landing = landing()) {
            URI manifest = landing.writeLoadManifest("coins", load, List.of(first, second));
            landing.writeLoadManifest("coins", other, List.of(first));
            store("loads/coins/readme.txt", new byte[0]);

            assertThat(manifest.toString()).endsWith("/loads/coins/" + load + ".manifest");
            assertThat(new String(stored("loads/coins/" + load + ".manifest"), UTF_8))
                    .contains("\"url\" : \"" + root() + folder(first) + "part-00000.csv.zst\"")
                    .contains("\"url\" : \"" + root() + folder(second) + "part-00000.csv.zst\"")
                    .contains("\"content_length\" : " + first.parts().get(0).sizeBytes());
            assertThat(landing.datasets()).containsExactly("coins");
            assertThat(landing.committed("coins", LocalDate.EPOCH)).containsExactly(first.id(), second.id());

            landing.deleteLoadManifests("coins", load::equals);

            assertThatThrownBy(() -> stored("loads/coins/" + load + ".manifest"))
                    .isNotNull();
            assertThat(stored("loads/coins/" + other + ".manifest")).isNotEmpty();
            assertThat(stored("loads/coins/readme.txt")).isEmpty();
        }
    }

    @Test
    void refusesABatchWhosePartIsMissingOrHasAnotherSize() {
        Batch batch = land(NOON, 1, "[{\"id\":1}]");
        Part part = batch.parts().get(0);
        String key = folder(batch) + part.name();

        try (Landing landing = landing()) {
            store(key, "short".getBytes(UTF_8));
            assertThatThrownBy(() -> landing.read("coins", batch.id()))
                    .hasMessageStartingWith("coins, batch " + batch.id() + ", part-00000.csv.zst: has 5 bytes, and"
                            + " batch.json says " + part.sizeBytes())
                    .hasMessageContaining("delete the batch's manifest.json to leave the batch out.");

            delete(key);
            assertThatThrownBy(() -> landing.read("coins", batch.id()))
                    .hasMessageStartingWith("coins, batch " + batch.id() + ", part-00000.csv.zst: is missing, and"
                            + " batch.json says that it has " + part.sizeBytes() + " bytes");
        }
    }

    @Test
    void refusesAPartWhoseBytesAreOthersAtItsEnd() throws IOException {
        Batch batch = land(NOON, 1, "[{\"id\":1}]");
        Part part = batch.parts().get(0);
        byte[] bytes = stored(folder(batch) + part.name());
        bytes[bytes.length - 1] ^= 1;
        store(folder(batch) + part.name(), bytes);

        try (Landing landing = landing();
                InputStream read = landing.open(batch, part)) {
            assertThatThrownBy(read::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("part-00000.csv.zst has SHA-256 ")
                    .hasMessageEndingWith(", and batch.json says " + part.sha256());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../secret.csv",
                "/etc/passwd",
                "..",
                "a/b",
                "a\\\\b",
                "",
                "%2e%2e/x",
                "https://evil.example/x",
                "s3://other/x",
                "a\\u0000b",
                "a b"
            })
    void refusesAPartThatLiesElsewhere(String name) {
        Batch batch = land(NOON, 1, "[{\"id\":1}]");
        String file = folder(batch) + "batch.json";
        store(
                file,
                new String(stored(file), UTF_8)
                        .replace("part-00000.csv.zst", name)
                        .getBytes(UTF_8));

        try (Landing landing = landing()) {
            assertThatThrownBy(() -> landing.read("coins", batch.id()))
                    .isInstanceOf(CaravanException.class)
                    .hasMessageContaining("/batch.json: cannot be read: \"")
                    .hasMessageContaining("\" is no name of a part\n");
        }
    }

    /** A cluster reads what the manifest names, wherever it lies. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://other-bucket/payroll.csv.zst",
                "../../../../../markets/part-00000.csv.zst",
                "https://evil.example/x.csv.zst",
                "\", \"mandatory\": false, \"also\": \""
            })
    void givesNoClusterAManifestThatNamesOtherFiles(String url) {
        Batch batch = land(NOON, 1, "[{\"id\":1}]");
        String file = folder(batch) + "manifest.json";
        String written = new String(stored(file), UTF_8);

        try (Landing landing = landing()) {
            assertThat(landing.checkedManifest(batch)).isEqualTo(URI.create(root() + file));

            for (String changed : List.of(
                    written.replaceFirst("\"[^\"]*part-00000[^\"]*\"", '"' + url + '"'),
                    written.replaceFirst("\\[", "[{\"url\": \"" + url + "\", \"mandatory\": true},"),
                    url)) {
                store(file, changed.getBytes(UTF_8));
                assertThatThrownBy(() -> landing.checkedManifest(batch))
                        .isInstanceOf(CaravanException.class)
                        .hasMessage("coins, batch " + batch.id() + ", manifest.json: names other files than batch.json,"
                                + " or the landing was moved\n    A cluster would read them, so that nothing of the"
                                + " batch is loaded. Restore the file.");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.caravan.HostileNames#all")
    void noNameOfADatasetLeadsOutOfTheLanding(String name) {
        land(NOON, 1, "[{\"id\":1}]");

        try (Landing landing = landing()) {
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    () -> landing.committed(name, LocalDate.EPOCH),
                    () -> landing.read(name, id),
                    () -> landing.fields(name),
                    () -> landing.delete(name, List.of(id)),
                    () -> landing.deleteLoadManifests(name, any -> true),
                    () -> new BatchWriter(
                            name,
                            id,
                            NOON,
                            List.of("id"),
                            Optional.empty(),
                            new LandingSettings(root(), 1, Compression.zstd, 1),
                            target(),
                            scratch.resolve("spool")))) {
                assertThatThrownBy(use)
                        .isInstanceOf(CaravanException.class)
                        .hasMessageContaining("\" is no name of a dataset\n");
            }
            assertThatThrownBy(() -> Rejects.find(landing, name + "/" + id))
                    .isInstanceOf(CaravanException.class)
                    .hasMessageMatching("(?s).*(\" is no name of a dataset|does not say of which dataset).*");
            assertThat(landing.datasets()).containsExactly("coins");
        }
    }

    @Test
    void refusesADescriptionOfAnotherBatch() {
        Batch batch = land(NOON, 1, "[{\"id\":1}]");
        String file = folder(batch) + "batch.json";
        store(
                file,
                new String(stored(file), UTF_8)
                        .replace("\"coins\"", "\"../coins\"")
                        .getBytes(UTF_8));

        try (Landing landing = landing()) {
            assertThatThrownBy(() -> landing.read("coins", batch.id()))
                    .hasMessageContaining("/batch.json: cannot be read: it describes ../coins, batch ");
        }
    }

    @Test
    void refusesABatchWhoseDescriptionIsNotReadable() {
        Batch batch = land(NOON, 1, "[{\"id\":1}]");
        store(folder(batch) + "batch.json", "{".getBytes(UTF_8));

        try (Landing landing = landing()) {
            assertThatThrownBy(() -> landing.read("coins", batch.id()))
                    .isInstanceOf(CaravanException.class)
                    .hasMessageContaining("batch=" + batch.id() + "/batch.json: cannot be read: ")
                    .hasMessageContaining("The batch has a manifest.json, so it was committed: restore the file.");
        }
    }

    @Test
    void keepsWhatTheDatasetDoesNotName() throws IOException {
        Batch batch;
        RowsRead read;
        try (BatchWriter writer = writer(List.of("id"), Compression.zstd, 1 << 20)) {
            read = append(
                    writer,
                    "/data",
                    """
                    {"data":[{"id":"1","new":344187126292427800,"deep":{"a":[1,2]}}],"info":{"coins_num":1}}""");
            batch = writer.commit(API);
        }

        assertThat(read.fields().keySet()).containsExactly("deep", "id", "new");
        assertThat(text(batch, 0)).contains(",1,\"{\"\"new\"\":344187126292427800,\"\"deep\"\":{\"\"a\"\":[1,2]}}\"");
    }

    @Test
    void remembersWhichFieldsASourceHasGiven() {
        KnownFields known = KnownFields.none()
                .and(new TreeMap<>(Map.of("id", SeenField.of(FieldKind.text, "90"), "rank", SeenField.ofNull())))
                .and(new TreeMap<>(Map.of("id", SeenField.of(FieldKind.number, "90"))));

        try (Landing landing = landing()) {
            assertThat(landing.fields("coins")).isEqualTo(KnownFields.none());
            store(KnownFields.key("coins"), known.bytes());
            assertThat(landing.fields("coins")).isEqualTo(known);
            assertThat(landing.datasets()).isEmpty();
        }
    }

    @Test
    void keepsARepeatedKeyOnceAndRejectsARecordWithoutOne() {
        Batch batch;
        try (BatchWriter writer = writer(List.of("id", "name"), Compression.zstd, 1 << 20)) {
            append(
                    writer,
                    "",
                    """
                    {"5":{"id":"5","name":"a"},"6":{"id":"5","name":"b"},"7":{"name":"no id"},"8":17}""");
            batch = writer.commit(API);
        }

        assertThat(batch.rowsLanded()).isEqualTo(1);
        assertThat(batch.rowsRepeated()).isEqualTo(1);
        assertThat(batch.rowsRejected()).isEqualTo(2);
        assertThat(batch.rowsExtracted()).isEqualTo(4);
        assertThat(rejects())
                .isEqualTo(
                        """
                {"reason":"it has no \\"id\\"","record":"{\\"name\\":\\"no id\\"}"}
                {"reason":"a record is an object, and this is none","record":"17"}
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":\"1\"},{\"id\":\"2",
                "[{\"id\":\"1\"}",
                "<html>busy</html>",
                "{\"data\":[{\"id\":\"1\"}]"
            })
    void refusesAnAnswerThatIsNoWholeJson(String body) {
        try (BatchWriter writer = writer(List.of("id"), Compression.zstd, 1 << 20)) {
            String pointer = body.startsWith("{\"data") ? "/data" : "";

            assertThatThrownBy(() -> append(writer, pointer, body))
                    .isInstanceOf(CaravanException.class)
                    .hasMessageContaining("Nothing of this poll is committed; the next one asks again.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", ""})
    void anEmptyAnswerHoldsNoRecord(String body) {
        try (BatchWriter writer = writer(List.of("id"), Compression.zstd, 1 << 20)) {
            assertThat(append(writer, "", body).records()).isZero();
        }
    }

    @Test
    void readsEveryEraOfAHistoryFile() throws IOException {
        Batch batch = history(
                """
                \uFEFFhttps://www.CryptoDataDownload.com\r
                Unix,Date,Close,tradecount\r
                1601276400.0,2020-09-28 07-AM,1.5,NULL\r
                1601280000000,2020-09-28 08:00:00,1.6,12\r
                """);

        assertThat(text(batch, 0).lines().skip(1).map(line -> line.substring(line.indexOf("Z,0,") + 4)))
                .containsExactly(
                        "2,spot,1601276400.0,2020-09-28 07-AM,1.5,NULL,",
                        "3,spot,1601280000000,2020-09-28 08:00:00,1.6,12,");
    }

    @Test
    void readsAFileWithoutBannerAndHeader() throws IOException {
        Batch batch = history("1601276400,2020-09-28 07-AM,1.5\n1601280000,2020-09-28 08-AM,1.6\n");

        assertThat(batch.rowsLanded()).isEqualTo(2);
    }

    @Test
    void rejectsLinesThatCannotBeRows() throws IOException {
        Batch batch = history(
                """
                unix,date,close,tradecount
                1601276400,a,1.5,1
                1601280000,a
                unix,date,close,tradecount
                1601283600,a,1.5,1,9,9
                yesterday,a,1.5,1
                """);

        assertThat(batch.rowsLanded()).isEqualTo(1);
        assertThat(rejects())
                .isEqualTo(
                        """
                {"reason":"2 values under 4 columns","line":3,"record":"1601280000,a"}
                {"reason":"the header is repeated here","line":4,"record":"unix,date,close,tradecount"}
                {"reason":"6 values under 4 columns","line":5,"record":"1601283600,a,1.5,1,9,9"}
                {"reason":"unix is \\"yesterday\\", which is no Unix time","line":6,"record":"yesterday,a,1.5,1"}
                """);
    }

    @Test
    void refusesAFileWhoseTimesASpreadsheetRuined() {
        assertThatThrownBy(() -> history("unix,date,close,tradecount\n1.63875E+12,06-12-21,1.5,1\n"))
                .hasMessage(
                        scratch.resolve("history.csv")
                                + """
                        :2: unix is "1.63875E+12": a spreadsheet has rounded the time away
                            Nothing of the file is landed. Download it again and do not save it from a spreadsheet.""");
    }

    @Test
    void refusesAMistypedHeader() {
        assertThatThrownBy(() -> history("svunix,date,close,tradecount\n1601276400,a,1.5,1\n"))
                .hasMessageContaining(":1: is neither a known header nor a row: \"svunix,date,close,tradecount\"");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> history("")).hasMessageContaining("history.csv: has no rows");
    }

    private Batch history(String content) throws IOException {
        Path file = Files.writeString(scratch.resolve("history.csv"), content);
        try (BatchWriter writer = writer(CANDLE_COLUMNS, Compression.zstd, 1 << 20)) {
            CsvRows.append(file, file.toString(), CANDLES, Map.of("market", "spot"), writer);
            return writer.commit(new Source(file.toUri().toString(), Optional.empty()));
        }
    }

    private RowsRead append(BatchWriter writer, String pointer, String body) {
        return JsonRows.append(
                new ByteArrayInputStream(body.getBytes(UTF_8)), new JsonShape(pointer, false), Map.of(), writer);
    }

    private Batch land(Instant openedAt, long partSizeBytes, String body) {
        BatchId opened =
                BatchId.generator(Clock.fixed(openedAt, ZoneOffset.UTC)).get();
        try (BatchWriter writer = writer(opened, List.of("id"), Compression.zstd, partSizeBytes)) {
            append(writer, "", body);
            return writer.commit(API);
        }
    }

    /** Text that no compression makes small. */
    private static String noise() {
        byte[] bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String folder(Batch batch) {
        return "raw/coins/dt=" + batch.id().date() + "/batch=" + batch.id() + "/";
    }

    private BatchWriter writer(List<String> columns, Compression compression, long partSizeBytes) {
        return writer(id, columns, compression, partSizeBytes);
    }

    private BatchWriter writer(BatchId id, List<String> columns, Compression compression, long partSizeBytes) {
        Optional<String> key = columns.contains("id") ? Optional.of("id") : Optional.empty();
        return new BatchWriter(
                "coins",
                id,
                NOON,
                columns,
                key,
                new LandingSettings(root(), partSizeBytes, compression, 1),
                target(),
                scratch.resolve("spool"));
    }

    private String text(Batch batch, int part) throws IOException {
        Part first = batch.parts().get(part);
        try (Landing landing = landing();
                InputStream file = landing.open(batch, first);
                InputStream plain =
                        first.name().endsWith(".zst") ? new ZstdInputStream(file) : new GZIPInputStream(file)) {
            return new String(plain.readAllBytes(), UTF_8);
        }
    }

    private String rejects() {
        byte[] bytes = stored("rejected/coins/dt=2026-11-24/batch=" + id + "/rejects.jsonl.gz");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
