package dev.caravan.load;

import static dev.caravan.load.LoadProject.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.landing.Batch;
import dev.caravan.landing.BatchId;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.CopyRefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupedLoadTest {
    @TempDir
    Path directory;

    @Test
    void batchesThatFitTogetherGoInByOneCopy() {
        try (LoadProject project = LoadProject.open(directory)) {
            Batch first = project.land(0, row("90", "Bitcoin"), row("80", "Ethereum"));
            Batch empty = project.land(1);
            Batch last = project.land(2, row("90", "Bitcoin"));
            FakeCluster cluster = new FakeCluster(project.warehouse, copy -> {});

            List<Loaded> loaded = project.loader(cluster).load("coins", "a-run");

            assertThat(loaded)
                    .containsExactly(new Loaded(first.id(), 2), new Loaded(empty.id(), 0), new Loaded(last.id(), 1));
            assertThat(cluster.copies())
                    .containsExactly(List.of(
                            "coins, batch " + first.id() + ", part-00000.csv.zst",
                            "coins, batch " + last.id() + ", part-00000.csv.zst"));
            assertThat(project.rows("select batch_id, rows_landed, rows_loaded, source_sha256 from caravan.ledger"
                            + " order by 1"))
                    .containsExactly(first.id() + "|2|2|∅", empty.id() + "|0|0|∅", last.id() + "|1|1|∅");
        }
    }

    @Test
    void aGroupEndsWhereColumnsOrCompressionChangeAndAtItsBounds() {
        try (LoadProject project = LoadProject.open(directory, "load.group-batches = 2", "load.group-size = 1MB")) {
            project.execute("alter table \"raw\".coins add column rank varchar(16)");
            List<Integer> groups = new ArrayList<>();
            for (int minute = 0; minute < 5; minute++) {
                project.land(minute, row("90", "Bitcoin"));
            }
            project.land("coins", 5, List.of("id", "name", "rank"), row("90", "Bitcoin", "1"));
            FakeCluster cluster = new FakeCluster(
                    project.warehouse, copy -> groups.add(copy.files().size()));

            project.loader(cluster).load("coins", "a-run");

            assertThat(groups).containsExactly(2, 2, 1, 1);
        }
    }

    @Test
    void aBatchThatIsLargerThanAGroupGoesAlone() {
        try (LoadProject project = LoadProject.open(directory, "load.group-size = 1B")) {
            project.land(0, row("90", "Bitcoin"));
            project.land(1, row("90", "Bitcoin"));
            FakeCluster cluster = new FakeCluster(project.warehouse, copy -> {});

            project.loader(cluster).load("coins", "a-run");

            assertThat(cluster.copies()).hasSize(2);
        }
    }

    @Test
    void aGroupHasAManifestOfItsOwnForAsLongAsItIsCopied() throws IOException {
        try (LoadProject project = LoadProject.open(directory)) {
            Batch first = project.land(0, row("90", "Bitcoin"));
            Batch second = project.land(1, row("80", "Ethereum"));
            List<String> urls = new ArrayList<>();
            FakeCluster cluster = new FakeCluster(project.warehouse, copy -> {
                URI manifest = copy.manifest().get();
                assertThat(manifest.toString())
                        .startsWith(
                                directory.resolve("landing/loads/coins").toUri().toString());
                json(manifest)
                        .required("entries")
                        .forEach(entry -> urls.add(entry.required("url").asText()));
            });

            project.loader(cluster).load("coins", "a-run");

            assertThat(urls)
                    .containsExactly(
                            uri(project, first, "part-00000.csv.zst"), uri(project, second, "part-00000.csv.zst"));
            assertThat(directory.resolve("landing/loads/coins")).isEmptyDirectory();
            assertThat(project.landing.datasets()).containsExactly("coins");
        }
    }

    @Test
    void aSingleBatchHasItsOwnManifest() {
        try (LoadProject project = LoadProject.open(directory)) {
            Batch batch = project.land(0, row("90", "Bitcoin"));
            List<URI> manifests = new ArrayList<>();

            project.loader(new FakeCluster(
                            project.warehouse,
                            copy -> manifests.add(copy.manifest().get())))
                    .load("coins", "a-run");

            assertThat(manifests).containsExactly(project.landing.manifest(batch));
        }
    }

    @Test
    void aManifestThatAKilledLoadLeftIsTakenAwayByALaterOne() {
        try (LoadProject project = LoadProject.open(directory)) {
            Batch batch = project.land(0, row("90", "Bitcoin"));
            project.land(1, row("80", "Ethereum"));
            Instant now = Instant.now();
            BatchId killed = idAt(now.minus(Duration.ofDays(3)));
            BatchId running = idAt(now.minus(Duration.ofHours(1)));
            project.landing.writeLoadManifest("coins", killed, List.of(batch));
            project.landing.writeLoadManifest("coins", running, List.of(batch));

            project.loader(new FakeCluster(
                            project.warehouse, copy -> copy.manifest().get()))
                    .load("coins", "a-run");

            assertThat(directory.resolve("landing/loads/coins"))
                    .isDirectoryContaining(file -> file.getFileName().toString().equals(running + ".manifest"));
            assertThat(directory.resolve("landing/loads/coins").toFile().list()).hasSize(1);
        }
    }

    @Test
    void batchesBeforeTheOneWhosePartDecayedAreLoaded() throws IOException {
        try (LoadProject project = LoadProject.open(directory)) {
            Batch good = project.land(0, row("90", "Bitcoin"));
            Batch bad = project.land(1, row("80", "Ethereum"));
            project.land(2, row("58", "Ripple"));
            Path part = project.landing.local(bad, bad.parts().get(0)).orElseThrow();
            byte[] bytes = Files.readAllBytes(part);
            bytes[bytes.length / 2] ^= 0x55;
            Files.write(part, bytes);

            assertThatThrownBy(project::load)
                    .isInstanceOf(CopyRefusedException.class)
                    .hasMessageStartingWith(
                            "coins, batch " + bad.id() + ", part-00000.csv.zst: " + part + " has SHA-256");

            assertThat(project.rows("select batch_id from \"raw\".coins"))
                    .containsExactly(good.id().value());
            assertThat(project.rows("select batch_id from caravan.ledger"))
                    .containsExactly(good.id().value());
        }
    }

    @Test
    void rowsAreCountedForEachBatchOfAGroup() throws IOException {
        try (LoadProject project = LoadProject.open(directory)) {
            Batch few = project.land(0, row("90", "Bitcoin"), row("80", "Ethereum"));
            Batch many = project.land(1, row("58", "Ripple"));
            // the sum stays right
            describe(project, few, "\"rows\" : 2", "\"rows\" : 1", "_extracted\" : 2", "_extracted\" : 1");
            describe(project, many, "\"rows\" : 1", "\"rows\" : 2", "_extracted\" : 1", "_extracted\" : 2");

            assertThatThrownBy(project::load)
                    .hasMessage(
                            "coins, batch " + few.id() + ": 2 rows arrived, and 1 were landed\n"
                                    + "    Nothing of the batch is loaded. A part was changed after it was landed: restore it.");

            assertThat(project.rows("select count(*) from \"raw\".coins")).containsExactly("0");
            assertThat(project.rows("select count(*) from caravan.ledger")).containsExactly("0");
        }
    }

    @Test
    void whatIsNoFaultOfABatchIsNotTriedAgainOneByOne() {
        try (LoadProject project = LoadProject.open(directory)) {
            project.land(0, row("90", "Bitcoin"));
            project.land(1, row("80", "Ethereum"));
            FakeCluster cluster = new FakeCluster(project.warehouse, copy -> {
                throw new CaravanException(Problem.at("warehouse", "permission denied for table coins", ""));
            });

            assertThatThrownBy(() -> project.loader(cluster).load("coins", "a-run"))
                    .hasMessage("warehouse: permission denied for table coins");

            assertThat(cluster.copies()).hasSize(1);
        }
    }

    @Test
    void aGroupWhoseCommitWasToldAsLostIsLoadedOnceAndToldAsLoaded() {
        try (LoadProject project = LoadProject.open(directory)) {
            Batch first = project.land(0, row("90", "Bitcoin"));
            Batch second = project.land(1, row("80", "Ethereum"));
            FakeCluster cluster = new FakeCluster(project.warehouse, copy -> {}).losingTheFirstAnswerToACommit();

            List<Loaded> loaded = project.loader(cluster).load("coins", "a-run");

            assertThat(loaded).containsExactly(new Loaded(first.id(), 1), new Loaded(second.id(), 1));
            assertThat(cluster.copies()).hasSize(1);
            assertThat(project.rows("select count(*) from \"raw\".coins")).containsExactly("2");
        }
    }

    @Test
    void batchesThatCannotBeReadHoldUpNoneBeforeThem() throws IOException {
        try (LoadProject project = LoadProject.open(directory)) {
            for (int minute = 0; minute < 40; minute++) {
                project.land(minute, row("90", "Bitcoin"));
            }
            Batch bad = project.land(40, row("80", "Ethereum"));
            project.land(41, row("58", "Ripple"));
            Files.writeString(Path.of(project.landing.manifest(bad)).resolveSibling("batch.json"), "{");

            assertThatThrownBy(project::load).hasMessageContaining("batch=" + bad.id() + "/batch.json: cannot be read");

            assertThat(project.rows("select count(*), count(distinct batch_id) from \"raw\".coins"))
                    .containsExactly("40|40");
        }
    }

    @Test
    void aBacklogIsLoadedInOrderAFewBatchesAhead() {
        try (LoadProject project = LoadProject.open(directory, "load.group-batches = 150")) {
            List<Loaded> landed = IntStream.range(0, 400)
                    .mapToObj(minute -> new Loaded(
                            project.land(minute, row("90", "Bitcoin")).id(), 1))
                    .toList();
            FakeCluster cluster = new FakeCluster(project.warehouse, copy -> {});

            List<Loaded> loaded = project.loader(cluster).load("coins", "a-run");

            assertThat(loaded).isEqualTo(landed);
            assertThat(cluster.copies()).extracting(List::size).containsExactly(150, 150, 100);
            assertThat(project.rows("select count(*), sum(rows_loaded) from caravan.ledger"))
                    .containsExactly("400|400");
        }
    }

    private static void describe(LoadProject project, Batch batch, String... replacements) throws IOException {
        Path description = Path.of(project.landing.manifest(batch)).resolveSibling("batch.json");
        String text = Files.readString(description);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        Files.writeString(description, text);
    }

    private static String uri(LoadProject project, Batch batch, String part) {
        return project.landing.manifest(batch).resolve(part).toString();
    }

    private static BatchId idAt(Instant time) {
        return BatchId.generator(Clock.fixed(time, ZoneOffset.UTC)).get();
    }

    private static JsonNode json(URI file) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(Path.of(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
