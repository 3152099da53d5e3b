package dev.caravan.load;

import static dev.caravan.load.Failures.part;
import static dev.caravan.load.Failures.replacePart;
import static dev.caravan.standin.RedshiftExtension.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.landing.Batch;
import dev.caravan.standin.Faults;
import dev.caravan.standin.RedshiftExtension;
import dev.caravan.standin.RedshiftStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The stand-in's database and bucket for one project after the other, and what fails on Redshift alone. */
final class RedshiftTrouble {
    private static final String PREFIX = "lake/";
    private static final Predicate<String> COPY = sql -> sql.contains("copy \"raw\"");
    private static final int ATTEMPTS = 5;

    private final RedshiftExtension redshift;

    RedshiftTrouble(RedshiftExtension redshift) {
        this.redshift = redshift;
    }

    /** Settings of the database, in which nothing is any more. */
    List<String> emptied() {
        try {
            for (String schema : List.of("raw", "other", "caravan")) {
                redshift.run("drop schema if exists \"" + schema + "\" cascade");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return List.of(
                "warehouse.url = " + redshift.standIn().jdbcUrl(),
                "warehouse.user = " + RedshiftStandIn.USER,
                "landing.uri = s3://" + BUCKET + "/" + PREFIX,
                "landing.s3.endpoint = " + redshift.s3Endpoint(),
                "landing.s3.access-key-id = anyone",
                "landing.s3.secret-access-key = anything");
    }

    /** The bucket holds what the folder holds, and nothing else. */
    void landed(Path folder) {
        redshift.s3()
                .listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix(PREFIX))
                .contents()
                .forEach(object -> redshift.s3()
                        .deleteObject(delete -> delete.bucket(BUCKET).key(object.key())));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                redshift.put(PREFIX + folder.relativize(file), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void provoke(Failures failures) {
        provokeBadParts(failures);
        provokeABadDayOfTheRole(failures);
        provokeABadDayOfTheCluster(failures);
        failures.ofOpening("warehouse.url = jdbc:redshift://localhost:1/dev?ssl=false", "warehouse.user = awsuser");
        failures.ofOpening(
                "warehouse.url = " + redshift.standIn().jdbcUrl().replace("/dev", "/nowhere"),
                "warehouse.user = " + RedshiftStandIn.USER);
        failures.ofOpening("warehouse.url = jdbc:redshift:nonsense");
        failures.ofMigration(project -> {
            project.write(
                    "migrations/raw/0002-new.sql",
                    "--liquibase formatted sql\n--changeset you:x\ncreate table \"raw\".new_table (id integer);\n");
            redshift.standIn()
                    .faults()
                    .fail(sql -> sql.contains("new_table"), "42501", "permission denied for schema raw");
        });
    }

    private void provokeBadParts(Failures failures) {
        failures.ofLoad((project, batch) -> replacePart(project, batch, "no gzip".getBytes()));
        failures.ofLoad((project, batch) ->
                project.execute("alter table \"raw\".coins alter column name type" + " varchar(3)"));
        failures.ofLoad(
                (project, batch) -> Files.writeString(part(project, batch).resolveSibling("manifest.json"), "no JSON"));
        failures.ofLoad((project, batch) -> {
            String key = PREFIX + project.directory.resolve("landing").relativize(part(project, batch));
            redshift.standIn().faults().delay(sql -> COPY.test(sql) && deleted(key), Duration.ZERO);
        });
        failures.ofLoad(List.of("landing.uri = file:landing"), (project, batch) -> {});
        failures.ofLoad(RedshiftTrouble::addAPlainPart);
    }

    /** As S3 and IAM refuse the cluster; the stand-in asks for no role. */
    private void provokeABadDayOfTheRole(Failures failures) {
        fails(
                failures,
                "XX000",
                "User arn:aws:redshift:eu-central-1:123456789012:dbuser:star/awsuser is not authorized to assume IAM"
                        + " Role arn:aws:iam::123456789012:role/load");
        fails(failures, "XX000", "S3ServiceException:Access Denied,Status 403,Error AccessDenied");
        fails(failures, "XX000", "S3ServiceException:Please reduce your request rate.,Status 503,Error SlowDown");
        fails(
                failures,
                "XX000",
                "S3ServiceException:The bucket you are attempting to access must be addressed using the specified"
                        + " endpoint.,Status 301,Error PermanentRedirect");
    }

    private void provokeABadDayOfTheCluster(Failures failures) {
        fails(failures, "42501", "permission denied for relation coins");
        fails(failures, "53100", "Disk Full");
        fails(failures, "57014", "Query (2317) cancelled on user's request");
        strikes(failures, faults -> faults.serializationConflict(COPY));
        strikes(failures, faults -> faults.dropDuring(COPY));
        AtomicBoolean copied = new AtomicBoolean();
        strikes(
                failures,
                faults -> faults.dropBefore(sql -> {
                    copied.compareAndSet(false, COPY.test(sql));
                    return copied.get() && sql.equalsIgnoreCase("commit") && copied.getAndSet(false);
                }));
    }

    /** Deletes an object as COPY begins: it was there when the landing was listed. */
    private boolean deleted(String key) {
        redshift.s3().deleteObject(delete -> delete.bucket(BUCKET).key(key));
        return true;
    }

    private void fails(Failures failures, String sqlState, String message) {
        failures.ofLoad((project, batch) -> redshift.standIn().faults().fail(COPY, sqlState, message));
        assertThat(redshift.standIn().faults().left()).isZero();
    }

    /** As often as a lost transaction is tried. */
    private void strikes(Failures failures, Consumer<Faults> fault) {
        failures.ofLoad((project, batch) -> {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                fault.accept(redshift.standIn().faults());
            }
        });
        assertThat(redshift.standIn().faults().left()).isZero();
    }

    private static void addAPlainPart(LoadProject project, Batch batch) throws IOException {
        Path description = part(project, batch).resolveSibling("batch.json");
        Files.writeString(part(project, batch).resolveSibling("part-00001.csv"), "id\n");
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(description.toFile());
        ObjectNode part = json.required("parts").get(0).deepCopy();
        json.withArray("parts")
                .add(part.put("name", "part-00001.csv").put("rows", 0).put("size_bytes", 3));
        Files.writeString(description, json.toString());
        Path manifest = description.resolveSibling("manifest.json");
        ObjectNode copy = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
        ObjectNode entry = copy.required("entries").get(0).deepCopy();
        entry.put("url", entry.required("url").textValue().replace("part-00000.csv.gz", "part-00001.csv"));
        ((ObjectNode) entry.required("meta")).put("content_length", 3);
        copy.withArray("entries").add(entry);
        Files.writeString(manifest, copy.toString());
    }
}
