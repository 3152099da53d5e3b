package dev.caravan.cluster;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What is wished for.
 *
 * @param name of everything that is made
 * @param project and environment, which the tags say
 * @param baseCapacity of a serverless workgroup, in RPU
 * @param subnetIds none means those of the account's default network
 * @param queues nothing where AWS's own are wished
 * @param bucket nothing where a warehouse that is there is only looked at, paused or deleted
 * @param kmsKeyId with which the bucket is encrypted
 * @param timeout of each single wait
 */
record ClusterSettings(
        String name,
        String project,
        String environment,
        Kind kind,
        String nodeType,
        int nodes,
        int baseCapacity,
        String database,
        String adminUser,
        int port,
        List<String> subnetIds,
        boolean publiclyAccessible,
        Optional<Queues> queues,
        Optional<Bucket> bucket,
        Optional<String> kmsKeyId,
        Duration timeout) {
    static final String ALLOW_CIDR = "cluster.allow-cidr";
    static final String CALLER_ADDRESS_URL = "cluster.caller-address-url";
    static final String TIMEOUT = "cluster.timeout";
    static final String NAME = "cluster.name";
    static final String PROJECT = "cluster.project";
    static final String KIND = "cluster.kind";
    static final String SUBNET_IDS = "cluster.subnet-ids";
    static final String NODE_TYPE = "cluster.node-type";
    static final String NODES = "cluster.nodes";
    static final String BASE_CAPACITY = "cluster.base-capacity";
    private static final String DATABASE = "cluster.database";
    private static final String ADMIN_USER = "cluster.admin-user";
    private static final String PORT = "cluster.port";
    private static final String PUBLICLY_ACCESSIBLE = "cluster.publicly-accessible";
    private static final String QUEUES = "cluster.queues";
    private static final String LONGEST_READ = "cluster.longest-read";
    private static final String QUERY_GROUP = "warehouse.query-group";
    private static final String READERS = "readers.roles";
    private static final String LANDING_URI = "landing.uri";
    private static final String KMS_KEY_ID = "landing.s3.kms-key-id";

    enum Kind {
        provisioned,
        serverless
    }

    ClusterSettings {
        subnetIds = List.copyOf(subnetIds);
    }

    boolean isServerless() {
        return kind == Kind.serverless;
    }

    /**
     * What a start needs.
     *
     * @throws CaravanException with every setting that is wrong
     */
    static ClusterSettings toStart(Environment environment) {
        return new Reader(environment).read(true);
    }

    /** What the other commands need: they work without a landing, too. */
    static ClusterSettings ofExisting(Environment environment) {
        return new Reader(environment).read(false);
    }

    /** Goes on after a wrong value, so that all of them are told together. */
    private static final class Reader {
        // Redshift's identifiers, less the length of what a final snapshot's name adds: CreateCluster,
        // ClusterIdentifier
        private static final Pattern NAMES = Pattern.compile("[a-z](?:-?[a-z0-9]){2,39}");
        private static final Pattern DATABASE_NAMES = Pattern.compile("[a-z_][a-z0-9_]{0,63}");
        // the only ones that RA3 nodes and workgroups take: CreateCluster and CreateWorkgroup, Port
        private static final int[][] PORTS = {{5431, 5455}, {8191, 8215}};
        private static final int DEFAULT_PORT = 5439;
        private static final int SMALLEST_CAPACITY = 4;
        private static final int LARGEST_CAPACITY = 1024;
        private static final Duration DEFAULT_LONGEST_READ = Duration.ofMinutes(5);
        // a rule counts in seconds, up to a day: "Query monitoring rules"
        private static final Duration MOST_LONGEST_READ = Duration.ofSeconds(86_399);
        private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

        private final Environment environment;
        private final List<Problem> problems = new ArrayList<>();

        Reader(Environment environment) {
            this.environment = environment;
        }

        ClusterSettings read(boolean needsLanding) {
            Kind kind = kind();
            String name = matching(
                    NAME,
                    "caravan-" + environment.name(),
                    NAMES,
                    "Give 3 to 40 lower-case letters, digits and single hyphens, a letter first.");
            ClusterSettings settings = new ClusterSettings(
                    name,
                    environment.text(PROJECT, "caravan"),
                    environment.name(),
                    kind,
                    environment.text(NODE_TYPE, "ra3.large"),
                    number(NODES, 1, 1, 128),
                    number(BASE_CAPACITY, 8, SMALLEST_CAPACITY, LARGEST_CAPACITY),
                    matching(DATABASE, "caravan", DATABASE_NAMES, "Give lower-case letters, digits and underscores."),
                    matching(ADMIN_USER, "caravan", DATABASE_NAMES, "Give lower-case letters, digits and underscores."),
                    port(),
                    environment.list(SUBNET_IDS),
                    reading(() -> environment.flag(PUBLICLY_ACCESSIBLE, false), false),
                    kind == Kind.provisioned ? queues() : Optional.empty(),
                    bucket(needsLanding),
                    kmsKeyId(),
                    reading(() -> environment.duration(TIMEOUT, DEFAULT_TIMEOUT), DEFAULT_TIMEOUT));
            if (!problems.isEmpty()) {
                throw new CaravanException(problems);
            }
            return settings;
        }

        private Kind kind() {
            String text = environment.text(KIND, Kind.serverless.name());
            Optional<Kind> known = Arrays.stream(Kind.values())
                    .filter(kind -> kind.name().equals(text))
                    .findFirst();
            if (known.isEmpty()) {
                wrong(KIND, "is \"" + text + "\"", "Give serverless or provisioned.");
            }
            return known.orElse(Kind.serverless);
        }

        private int port() {
            int port = reading(() -> environment.integer(PORT, DEFAULT_PORT), DEFAULT_PORT);
            if (Arrays.stream(PORTS).noneMatch(range -> range[0] <= port && port <= range[1])) {
                wrong(PORT, "is \"" + port + "\"", "Give one of 5431 to 5455 or 8191 to 8215.");
            }
            return port;
        }

        private Optional<Queues> queues() {
            if (!reading(() -> environment.flag(QUEUES, false), false)) {
                return Optional.empty();
            }
            Optional<String> queryGroup = environment.find(QUERY_GROUP);
            if (queryGroup.isEmpty()) {
                wrong(
                        QUERY_GROUP,
                        "is not set",
                        "Caravan's queue knows its sessions by it: give a word such as caravan.");
            }
            Duration longest =
                    reading(() -> environment.duration(LONGEST_READ, DEFAULT_LONGEST_READ), DEFAULT_LONGEST_READ);
            if (longest.compareTo(MOST_LONGEST_READ) > 0 || !longest.equals(Duration.ofSeconds(longest.toSeconds()))) {
                wrong(
                        LONGEST_READ,
                        "is \"" + environment.text(LONGEST_READ) + "\"",
                        "Give whole seconds, less than a day, or 0s for no limit.");
            }
            return queryGroup.map(group -> new Queues(group, environment.list(READERS), longest));
        }

        private Optional<Bucket> bucket(boolean needed) {
            Optional<String> uri = environment.find(LANDING_URI);
            Optional<Bucket> bucket = uri.flatMap(Bucket::parse);
            if (bucket.isEmpty() && needed) {
                wrong(
                        LANDING_URI,
                        uri.map(text -> "is \"" + text + "\"").orElse("is missing"),
                        "The cluster reads the landing itself: give s3://BUCKET/PREFIX.");
            }
            return bucket;
        }

        /** Policies name keys by their id; an alias may point to another one tomorrow. */
        private Optional<String> kmsKeyId() {
            Optional<String> key = environment.find(KMS_KEY_ID);
            if (key.filter(id -> id.contains("alias/")).isPresent()) {
                wrong(KMS_KEY_ID, "is an alias, which no policy can name", "Give the key's own id or ARN.");
            }
            return key;
        }

        private int number(String key, int otherwise, int least, int most) {
            int number = reading(() -> environment.integer(key, otherwise), otherwise);
            if (number < least || number > most) {
                wrong(key, "is \"" + number + "\"", "Give a number from " + least + " to " + most + ".");
            }
            return number;
        }

        private String matching(String key, String otherwise, Pattern form, String remedy) {
            String text = environment.text(key, otherwise);
            if (!form.matcher(text).matches()) {
                wrong(key, "is \"" + text + "\"", remedy);
            }
            return text;
        }

        private <T> T reading(Supplier<T> reading, T otherwise) {
            try {
                return reading.get();
            } catch (CaravanException e) {
                problems.addAll(e.problems());
                return otherwise;
            }
        }

        private void wrong(String key, String what, String remedy) {
            problems.add(environment.problem(key, what, remedy));
        }
    }
}
