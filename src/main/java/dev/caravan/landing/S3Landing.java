package dev.caravan.landing;

import dev.caravan.landing.S3Settings.Encryption;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Problem;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Batches in a bucket. Closing it closes the client that its route writes with. */
final class S3Landing implements Landing {
    private static final int MOST_DELETED = 1_000;
    private static final String KIND = "s3";
    private static final String CLIENT_BEAN = "landingS3";

    private final URI root;
    private final S3Settings settings;
    private final S3Client client;

    S3Landing(URI root, S3Settings settings, S3Client client) {
        this.root = root;
        this.settings = settings;
        this.client = client;
    }

    @Override
    public List<String> datasets() {
        ListObjectsV2Request request = below(LandingKeys.RAW).delimiter("/").build();
        return asking(LandingKeys.RAW, () -> client.listObjectsV2Paginator(request).commonPrefixes().stream()
                .map(CommonPrefix::prefix)
                .map(this::key)
                .map(key -> key.substring(LandingKeys.RAW.length(), key.length() - 1))
                .filter(LandingKeys::isDataset)
                .sorted()
                .toList());
    }

    /** One listing, a thousand objects a request, that starts at the first day and tells manifests and parts together. */
    @Override
    public List<BatchId> committed(String dataset, LocalDate since) {
        ListObjectsV2Request request = below(LandingKeys.dataset(dataset))
                .startAfter(settings.prefix() + LandingKeys.day(dataset, since))
                .build();
        return asking(LandingKeys.dataset(dataset), () -> client.listObjectsV2Paginator(request).contents().stream()
                .map(S3Object::key)
                .flatMap(key -> LandingKeys.committed(dataset, key(key)).stream())
                // a server that does not know start-after lists everything
                .filter(id -> !id.date().isBefore(since))
                .sorted()
                .toList());
    }

    @Override
    public Batch read(String dataset, BatchId id) {
        return BatchReader.read(new Objects(LandingKeys.batch(dataset, id)), dataset, id);
    }

    @Override
    public KnownFields fields(String dataset) {
        return KnownFields.of(file(KnownFields.key(dataset)), KnownFields.key(dataset));
    }

    @Override
    public Optional<byte[]> file(String key) {
        return asking(key, () -> {
            try {
                return Optional.of(client.getObjectAsBytes(
                                request -> request.bucket(settings.bucket()).key(settings.prefix() + key))
                        .asByteArray());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public InputStream open(Batch batch, Part part) {
        String key = LandingKeys.batch(batch.dataset(), batch.id()) + part.name();
        InputStream bytes = asking(
                key,
                () -> client.getObject(
                        request -> request.bucket(settings.bucket()).key(settings.prefix() + key)));
        return new PartStream(bytes, part, place(key));
    }

    @Override
    public Optional<Path> local(Batch batch, Part part) {
        return Optional.empty();
    }

    @Override
    public URI manifest(Batch batch) {
        return root.resolve(LandingKeys.batch(batch.dataset(), batch.id()) + LandingKeys.MANIFEST);
    }

    @Override
    public URI checkedManifest(Batch batch) {
        String key = LandingKeys.batch(batch.dataset(), batch.id()) + LandingKeys.MANIFEST;
        CopyManifest.check(file(key), batch, root);
        return manifest(batch);
    }

    @Override
    public URI writeLoadManifest(String dataset, BatchId load, List<Batch> batches) {
        String key = LandingKeys.loadManifest(dataset, load);
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(settings.bucket()).key(settings.prefix() + key);
        if (settings.encryption() != Encryption.none) {
            request.serverSideEncryption(settings.encryption().text());
        }
        settings.kmsKeyId().ifPresent(request::ssekmsKeyId);
        asking(key, () -> client.putObject(request.build(), RequestBody.fromString(CopyManifest.write(batches, root))));
        return root.resolve(key);
    }

    @Override
    public void deleteLoadManifests(String dataset, Predicate<BatchId> which) {
        asking(
                LandingKeys.loads(dataset),
                () -> client
                        .listObjectsV2Paginator(
                                below(LandingKeys.loads(dataset)).build())
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .filter(key -> LandingKeys.load(dataset, key(key))
                                .filter(which)
                                .isPresent())
                        .map(key -> client.deleteObject(
                                request -> request.bucket(settings.bucket()).key(key)))
                        .toList());
    }

    @Override
    public void delete(String dataset, List<BatchId> batches) {
        List<String> manifests = batches.stream()
                .map(id -> LandingKeys.batch(dataset, id) + LandingKeys.MANIFEST)
                .toList();
        deleteKeys(manifests);
        List<String> others = new ArrayList<>();
        for (BatchId id : batches) {
            String folder = LandingKeys.batch(dataset, id);
            asking(folder, () -> client.listObjectsV2Paginator(below(folder).build()).contents().stream()
                            .map(S3Object::key)
                            .toList())
                    .forEach(key -> others.add(key(key)));
        }
        deleteKeys(others);
    }

    /** A thousand objects a request; one that is gone already counts as deleted. */
    private void deleteKeys(List<String> keys) {
        for (int from = 0; from < keys.size(); from += MOST_DELETED) {
            List<ObjectIdentifier> some = keys.subList(from, Math.min(keys.size(), from + MOST_DELETED)).stream()
                    .map(key -> ObjectIdentifier.builder()
                            .key(settings.prefix() + key)
                            .build())
                    .toList();
            DeleteObjectsResponse answer = asking(
                    keys.get(from),
                    () -> client.deleteObjects(
                            request -> request.bucket(settings.bucket()).delete(delete -> delete.objects(some))));
            if (!answer.errors().isEmpty()) {
                S3Error first = answer.errors().get(0);
                throw new CaravanException(
                        Problem.at(
                                place(key(first.key())),
                                "cannot be deleted: " + first.code(),
                                "The keys or the role need s3:DeleteObject below raw/. Run it again: what is deleted stays so."));
            }
        }
    }

    @Override
    public LandingRoute route() {
        // asked before a route starts: told by a route, a missing bucket would look like the route's fault
        asking("", () -> client.listObjectsV2(below("").maxKeys(1).build()));
        Map<String, String> properties = new HashMap<>(Map.of(
                "landing.s3.bucket", settings.bucket(),
                "landing.s3.prefix", settings.prefix(),
                "landing.s3.use-aes256", String.valueOf(settings.encryption() == Encryption.aes256),
                "landing.s3.use-kms", String.valueOf(settings.encryption() == Encryption.kms)));
        settings.kmsKeyId().ifPresent(id -> properties.put(S3Settings.KMS_KEY_ID, id));
        return LandingRoute.of(KIND, properties, Map.of(CLIENT_BEAN, client));
    }

    @Override
    public Problem unwritable(String key, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SdkException known) {
                Problem problem = S3Problems.of(place(key), known);
                return Problem.at(
                        problem.place(),
                        "cannot be written: " + problem.what(),
                        "Nothing of the batch is committed; the next run polls again. " + problem.remedy());
            }
        }
        return Problem.at(
                place(key),
                "cannot be written: " + failure.getMessage(),
                "Nothing of the batch is committed; the next run polls again.");
    }

    @Override
    public void close() {
        client.close();
    }

    private ListObjectsV2Request.Builder below(String key) {
        return ListObjectsV2Request.builder().bucket(settings.bucket()).prefix(settings.prefix() + key);
    }

    private String key(String whole) {
        return whole.substring(settings.prefix().length());
    }

    private String place(String key) {
        return root.resolve(key).toString();
    }

    private <T> T asking(String key, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new CaravanException(S3Problems.of(place(key), e), e);
        }
    }

    /** The objects of one batch, listed once. */
    private final class Objects implements BatchFiles {
        private final String folder;
        private final Map<String, Long> sizes = new HashMap<>();

        Objects(String folder) {
            this.folder = folder;
            asking(folder, () -> client.listObjectsV2Paginator(below(folder).build()).contents().stream()
                            .toList())
                    .forEach(object -> sizes.put(key(object.key()).substring(folder.length()), object.size()));
        }

        @Override
        public String place(String name) {
            return S3Landing.this.place(folder + name);
        }

        @Override
        public OptionalLong sizeBytes(String name) {
            return sizes.containsKey(name) ? OptionalLong.of(sizes.get(name)) : OptionalLong.empty();
        }

        @Override
        public byte[] bytes(String name) {
            return asking(folder + name, () -> client.getObjectAsBytes(
                            request -> request.bucket(settings.bucket()).key(settings.prefix() + folder + name))
                    .asByteArray());
        }
    }
}
