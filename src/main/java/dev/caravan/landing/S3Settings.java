package dev.caravan.landing;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.project.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a bucket is reached.
 *
 * @param prefix of every key, with a slash at the end, or empty
 * @param endpoint of a server other than AWS's own
 * @param region nothing leaves the choice to the SDK: its environment variables, its profile, the machine
 * @param credentials nothing leaves the choice to the SDK: its environment variables, its profile, a role
 * @param attempts how often a request is sent at most, waiting longer each time
 */
record S3Settings(
        String bucket,
        String prefix,
        Optional<URI> endpoint,
        boolean pathStyle,
        Optional<String> region,
        Encryption encryption,
        Optional<String> kmsKeyId,
        Optional<Credentials> credentials,
        int attempts) {
    static final String ENDPOINT = "landing.s3.endpoint";
    static final String REGION = "landing.s3.region";
    static final String ENCRYPTION = "landing.s3.encryption";
    static final String KMS_KEY_ID = "landing.s3.kms-key-id";
    static final String ACCESS_KEY_ID = "landing.s3.access-key-id";
    static final String SECRET_ACCESS_KEY = "landing.s3.secret-access-key";
    static final String ATTEMPTS = "landing.s3.attempts";
    private static final String PATH_STYLE = "landing.s3.path-style";
    private static final String PART_SIZE = "landing.part-size";

    private static final int DEFAULT_ATTEMPTS = 5;
    // S3 takes 5 GB in one put, and a part ends a little above its size: docs.aws.amazon.com/AmazonS3, "Uploading
    // objects"
    private static final long LARGEST_PART_BYTES = 4L << 30;

    /** How the server encrypts what it stores; {@code none} leaves it to the bucket's own setting. */
    enum Encryption {
        none("none"),
        aes256("AES256"),
        kms("aws:kms");

        private final String text;

        Encryption(String text) {
            this.text = text;
        }

        /** As S3 names it. */
        String text() {
            return text;
        }
    }

    record Credentials(Secret accessKeyId, Secret secretAccessKey) {}

    S3Settings {
        requireNonNull(bucket, "bucket is null");
        requireNonNull(prefix, "prefix is null");
        requireNonNull(encryption, "encryption is null");
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is below one: " + attempts);
        }
    }

    /** @throws CaravanException with every setting that is wrong */
    static S3Settings of(Environment environment, LandingSettings landing) {
        return new Reader(environment).read(landing);
    }

    /** Goes on after a wrong value, so that all of them are told together. */
    private static final class Reader {
        private final Environment environment;
        private final List<Problem> problems = new ArrayList<>();

        Reader(Environment environment) {
            this.environment = environment;
        }

        S3Settings read(LandingSettings landing) {
            Optional<URI> endpoint = environment.find(ENDPOINT).flatMap(this::endpoint);
            boolean pathStyle = pathStyle(endpoint);
            Encryption encryption = encryption();
            Optional<String> kmsKeyId = kmsKeyId(encryption);
            Optional<Credentials> credentials = credentials();
            int attempts = attempts();
            if (landing.partSizeBytes() > LARGEST_PART_BYTES) {
                wrong(PART_SIZE, "is more than S3 takes in one put", "Give 4GB or less.");
            }
            if (!problems.isEmpty()) {
                throw new CaravanException(problems);
            }
            return new S3Settings(
                    landing.root().getAuthority(),
                    landing.root().getPath().substring(1),
                    endpoint,
                    pathStyle,
                    // a server of one's own has no region, and the SDK signs with one all the same
                    environment.find(REGION).or(() -> endpoint.map(own -> "us-east-1")),
                    encryption,
                    kmsKeyId,
                    credentials,
                    attempts);
        }

        private Optional<URI> endpoint(String text) {
            try {
                URI uri = new URI(text);
                if (List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                    return Optional.of(uri);
                }
            } catch (URISyntaxException e) {
                // told below, as every other text that is no address
            }
            wrong(ENDPOINT, "is \"" + text + "\"", "Give the server's address, such as https://s3.example.org:9000.");
            return Optional.empty();
        }

        /** Names of buckets before the host's name are rare outside AWS, so an endpoint brings path style with it. */
        private boolean pathStyle(Optional<URI> endpoint) {
            try {
                return environment.flag(PATH_STYLE, endpoint.isPresent());
            } catch (CaravanException e) {
                problems.addAll(e.problems());
                return false;
            }
        }

        private Encryption encryption() {
            String text = environment.text(ENCRYPTION, Encryption.none.text);
            Optional<Encryption> known = Arrays.stream(Encryption.values())
                    .filter(encryption -> encryption.text.equals(text))
                    .findFirst();
            if (known.isEmpty()) {
                wrong(ENCRYPTION, "is \"" + text + "\"", "Give none, AES256 or aws:kms.");
            }
            return known.orElse(Encryption.none);
        }

        private Optional<String> kmsKeyId(Encryption encryption) {
            Optional<String> id = environment.find(KMS_KEY_ID);
            if (id.isPresent() && encryption != Encryption.kms) {
                wrong(KMS_KEY_ID, "is set, and " + ENCRYPTION + " is not aws:kms", "Set both, or neither.");
            }
            return id;
        }

        private Optional<Credentials> credentials() {
            Optional<Secret> id = environment.secret(ACCESS_KEY_ID);
            Optional<Secret> secret = environment.secret(SECRET_ACCESS_KEY);
            if (id.isPresent() != secret.isPresent()) {
                wrong(
                        id.isPresent() ? SECRET_ACCESS_KEY : ACCESS_KEY_ID,
                        "is missing, and " + (id.isPresent() ? ACCESS_KEY_ID : SECRET_ACCESS_KEY) + " is set",
                        "Set both, or neither: then the SDK looks for credentials where it is used to.");
            }
            return id.flatMap(name -> secret.map(key -> new Credentials(name, key)));
        }

        private int attempts() {
            try {
                int attempts = environment.integer(ATTEMPTS, DEFAULT_ATTEMPTS);
                if (attempts < 1) {
                    wrong(ATTEMPTS, "is \"" + attempts + "\"", "Give 1 or more; 1 never asks again.");
                }
                return attempts;
            } catch (CaravanException e) {
                problems.addAll(e.problems());
                return DEFAULT_ATTEMPTS;
            }
        }

        private void wrong(String key, String what, String remedy) {
            problems.add(environment.problem(key, what, remedy));
        }
    }
}
