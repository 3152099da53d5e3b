package dev.caravan.load;

import static dev.caravan.load.LoadProject.COLUMNS;
import static dev.caravan.load.LoadProject.row;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.landing.Batch;
import dev.caravan.landing.LandingTarget;
import dev.caravan.landing.Sha256;
import dev.caravan.load.FailurePage.Row;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import dev.caravan.s3.S3Server;
import dev.caravan.s3.S3Server.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Provokes failures of one warehouse, and notes what is told. What changes from run to run is a word in capitals there. */
final class Failures {
    private final Path scratch;
    private final Supplier<List<String>> warehouse;
    private final Consumer<Path> landed;
    private final List<Row> seen = new ArrayList<>();
    private int number;

    /** @param url of an empty database, another one each time; the landing is the folder */
    Failures(Path scratch, Supplier<String> url) {
        this(scratch, () -> List.of("warehouse.url = " + url.get(), "warehouse.user = caravan"), landing -> {});
    }

    /**
     * @param warehouse settings of an empty database and, where it reads no folder, of its landing
     * @param landed brings what stands in the folder to that landing
     */
    Failures(Path scratch, Supplier<List<String>> warehouse, Consumer<Path> landed) {
        this.scratch = scratch;
        this.warehouse = warehouse;
        this.landed = landed;
    }

    List<Row> seen() {
        return seen;
    }

    /** A batch of one part and two rows is landed, broken, and loaded; nothing of it may be in the warehouse after that. */
    void ofLoad(Spoiler spoiler) {
        ofLoad(List.of(), spoiler);
    }

    void ofLoad(List<String> settings, Spoiler spoiler) {
        try (LoadProject project = open(settings)) {
            Batch batch = project.land(0, row("90", "Bitcoin"), row("80", "Ethereum"));
            spoiler.spoil(project, batch);
            landed.accept(project.directory.resolve("landing"));
            note(project, Optional.of(batch), project::load);
            assertThat(project.rows("select count(*) from \"raw\".coins")).containsExactly("0");
            assertThat(project.rows("select count(*) from caravan.ledger")).containsExactly("0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A batch of a table that the spoiler chooses. */
    void ofLoadInto(String dataset, List<String> columns) {
        try (LoadProject project = open(List.of())) {
            Batch batch = project.land(dataset, 0, columns, columns.toArray(String[]::new));
            landed.accept(project.directory.resolve("landing"));
            note(project, Optional.of(batch), () -> project.loader(project.warehouse)
                    .load(dataset, "a-run"));
        }
    }

    /** A batch in a bucket, loaded from a server that has a fault. */
    void ofLoadFromS3(S3Server server, Fault fault, String... settings) {
        String bucket = server.newBucket();
        List<String> all = new ArrayList<>(warehouse.get());
        all.addAll(List.of(
                "landing.uri = s3://" + bucket + "/lake",
                "landing.s3.endpoint = " + server.endpoint(),
                "landing.s3.access-key-id = KEY",
                "landing.s3.secret-access-key = SECRET",
                "landing.s3.attempts = 1",
                "landing.compression = gzip"));
        all.addAll(List.of(settings));
        LandingTarget target = (key, file) ->
                server.client().putObject(request -> request.bucket(bucket).key("lake/" + key), file);
        server.mend();
        try (LoadProject project = LoadProject.open(directory(), target, all.toArray(String[]::new))) {
            Batch batch = project.land(0, row("90", "Bitcoin"));
            server.breakWith(fault);
            note(project, Optional.of(batch), project::load);
            assertThat(project.rows("select count(*) from \"raw\".coins")).containsExactly("0");
        }
    }

    void ofMigration(Consumer<LoadProject> spoiler) {
        ofMigration(spoiler, LoadProject::migrate);
    }

    void ofMigration(Consumer<LoadProject> spoiler, Consumer<LoadProject> migration) {
        try (LoadProject project = open(List.of())) {
            spoiler.accept(project);
            note(project, Optional.empty(), () -> migration.accept(project));
        }
    }

    /** @param settings with which nothing can be opened */
    void ofOpening(String... settings) {
        Path directory = directory();
        note(directory, Optional.empty(), () -> LoadProject.open(directory, settings)
                .close());
    }

    interface Spoiler {
        void spoil(LoadProject project, Batch batch) throws IOException;
    }

    /** Puts other bytes in the place of the part, and makes {@code batch.json} and the manifest agree. */
    static void replacePart(LoadProject project, Batch batch, byte[] bytes) throws IOException {
        Path part = part(project, batch);
        Files.write(part, bytes);
        Path description = part.resolveSibling("batch.json");
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(description.toFile());
        ((ObjectNode) json.required("parts").get(0))
                .put("size_bytes", bytes.length)
                .put("sha256", Sha256.of(part));
        Files.writeString(description, json.toString());
        Path manifest = part.resolveSibling("manifest.json");
        ObjectNode copy = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
        ((ObjectNode) copy.required("entries").get(0).required("meta")).put("content_length", bytes.length);
        Files.writeString(manifest, copy.toString());
    }

    /** The part's own header, and one line of another making below it. */
    static void replaceLine(LoadProject project, Batch batch, String line) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write("batch_id,extracted_at,part,line,id,name,unknown_fields\n".getBytes(ISO_8859_1));
            zipped.write(line.replace("ORIGIN", batch.id() + ",2026-11-24T12:00:00.000Z,0,2")
                    .getBytes(ISO_8859_1));
            zipped.write('\n');
        }
        replacePart(project, batch, bytes.toByteArray());
    }

    static void replaceInDescription(LoadProject project, Batch batch, String... replacements) throws IOException {
        Path description = part(project, batch).resolveSibling("batch.json");
        String text = Files.readString(description);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(text).contains(replacements[i]);
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        Files.writeString(description, text);
    }

    static Path part(LoadProject project, Batch batch) {
        return project.directory.resolve("landing/raw/" + batch.dataset() + "/dt="
                + batch.id().date() + "/batch=" + batch.id() + "/"
                + batch.parts().get(0).name());
    }

    private LoadProject open(List<String> settings) {
        List<String> all = new ArrayList<>(warehouse.get());
        all.addAll(List.of("warehouse.statement-timeout = 5s", "landing.compression = gzip"));
        all.addAll(settings);
        return LoadProject.open(directory(), all.toArray(String[]::new));
    }

    private Path directory() {
        return scratch.resolve("project" + number++);
    }

    private void note(LoadProject project, Optional<Batch> batch, Runnable work) {
        note(project.directory, batch, work);
    }

    private void note(Path directory, Optional<Batch> batch, Runnable work) {
        try {
            work.run();
        } catch (CaravanException e) {
            Problem problem = e.problems().get(0);
            seen.add(new Row(
                    general(problem.place() + ": " + problem.what(), directory, batch),
                    general(problem.remedy().lines().findFirst().orElse(""), directory, batch)));
            return;
        }
        throw new AssertionError("nothing failed");
    }

    private String general(String message, Path directory, Optional<Batch> batch) {
        String text = message.replace(directory + "/", "")
                .replace(directory.toString(), "PROJECT")
                .replace(scratch + "/", "")
                .replace("s3://landing/lake/", "landing/")
                .replaceAll("\\s+", " ");
        if (batch.isPresent()) {
            text = text.replace(batch.get().id().value(), "ID")
                    .replace(batch.get().id().date().toString(), "DAY");
        }
        return text.replaceAll("[0-9a-f]{64}", "SHA256")
                .replaceAll("\\b\\d+ bytes", "N bytes")
                .replaceAll("batch.json says \\d+$", "batch.json says N")
                .replaceAll("bucket-[-0-9a-f]{36}", "BUCKET")
                .replaceAll("[0-9]+:[0-9a-f]{32}", "CHECKSUM")
                .replaceAll("localhost:\\d+", "HOST:PORT")
                .replaceAll("warehouse\\d+", "DATABASE")
                .replace("HOST:PORT/dev", "HOST:PORT/DATABASE")
                .replaceAll("warehouse-\\d+", "warehouse")
                .replaceAll("Position: \\d+", "Position: N")
                .replaceAll("process id \\d+", "process id PID")
                .replace("|", "/");
    }

    static List<String> columns(String more) {
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.add(more);
        return columns;
    }
}
