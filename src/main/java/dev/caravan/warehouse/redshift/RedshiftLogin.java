package dev.caravan.warehouse.redshift;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Problem;
import dev.caravan.project.Secret;
import dev.caravan.warehouse.ReadSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who connects: a user with a password, from the environment or Secrets Manager, or whom IAM gives credentials for. */
sealed interface RedshiftLogin {
    String USER = "warehouse.user";
    String PASSWORD = "warehouse.password";
    String SECRET_ID = "warehouse.secret-id";
    String DB_USER = "warehouse.db-user";
    String CLUSTER_ID = "warehouse.cluster-id";
    String WORKGROUP = "warehouse.workgroup";
    String REGION = "warehouse.region";
    String PROFILE = "warehouse.profile";

    /** What the driver is told. */
    Map<String, String> properties();

    /** What to do where the cluster does not let us in. */
    String remedy();

    /** Who only reads: the user that is given for that, or this one. */
    RedshiftLogin forReading(ReadSettings settings);

    /** A user and its password; without both, those of the URL count. */
    record ByPassword(Optional<String> user, Optional<Secret> password, String remedy) implements RedshiftLogin {

        @Override
        public Map<String, String> properties() {
            Map<String, String> properties = new LinkedHashMap<>();
            user.ifPresent(name -> properties.put("user", name));
            password.ifPresent(secret -> properties.put("password", secret.value()));
            return properties;
        }

        @Override
        public RedshiftLogin forReading(ReadSettings settings) {
            return settings.user().isEmpty()
                    ? this
                    : new ByPassword(settings.user(), settings.password(), "Check query.user and query.password.");
        }
    }

    /**
     * The driver asks AWS for a password of some minutes, with the credentials that the SDK finds: its environment
     * variables, a profile, the machine's role.
     */
    record ByIam(
            Optional<String> dbUser,
            Optional<String> clusterId,
            Optional<String> workgroup,
            Optional<String> region,
            Optional<String> profile)
            implements RedshiftLogin {

        @Override
        public Map<String, String> properties() {
            Map<String, String> properties = new LinkedHashMap<>();
            dbUser.ifPresent(name -> properties.put("DbUser", name));
            clusterId.ifPresent(name -> properties.put("ClusterID", name));
            workgroup.ifPresent(name -> {
                properties.put("isServerless", "true");
                properties.put("serverlessWorkGroup", name);
            });
            region.ifPresent(name -> properties.put("Region", name));
            profile.ifPresent(name -> properties.put("Profile", name));
            return properties;
        }

        /** AWS gives the password of this user too. */
        @Override
        public RedshiftLogin forReading(ReadSettings settings) {
            return new ByIam(settings.user().or(() -> dbUser), clusterId, workgroup, region, profile);
        }

        @Override
        public String remedy() {
            return workgroup.isPresent()
                    ? "The identity needs redshift-serverless:GetCredentials on the workgroup; check " + WORKGROUP
                            + ", " + REGION + " and " + PROFILE + "."
                    : "The identity needs redshift:GetClusterCredentials on the cluster and its user; check " + DB_USER
                            + ", " + CLUSTER_ID + ", " + REGION + " and " + PROFILE + ".";
        }
    }

    /** @throws CaravanException with every setting that does not go with the others */
    static RedshiftLogin of(Environment environment, String url) {
        boolean iam = url.startsWith(RedshiftCluster.IAM_URL_PREFIX);
        List<Problem> problems = new ArrayList<>();
        if (iam) {
            refuse(
                    environment,
                    problems,
                    "is set, and the URL asks for IAM credentials",
                    "Take it out, or the \"iam:\" out of warehouse.url.",
                    USER,
                    PASSWORD,
                    SECRET_ID);
            if (environment.find(WORKGROUP).isPresent()) {
                refuse(
                        environment,
                        problems,
                        "is set beside " + WORKGROUP,
                        "A serverless workgroup takes the user from the identity; take one of the two out.",
                        DB_USER,
                        CLUSTER_ID);
            }
        } else {
            refuse(
                    environment,
                    problems,
                    "is set, and the URL asks for no IAM credentials",
                    "Begin warehouse.url with " + RedshiftCluster.IAM_URL_PREFIX + "//, or take it out.",
                    DB_USER,
                    CLUSTER_ID,
                    WORKGROUP);
            if (environment.find(SECRET_ID).isPresent()) {
                refuse(
                        environment,
                        problems,
                        "is set beside " + SECRET_ID + ", which gives it",
                        "Take one of the two out.",
                        USER,
                        PASSWORD);
            }
        }
        if (!problems.isEmpty()) {
            throw new CaravanException(problems);
        }
        if (iam) {
            return new ByIam(
                    environment.find(DB_USER),
                    environment.find(CLUSTER_ID),
                    environment.find(WORKGROUP),
                    environment.find(REGION),
                    environment.find(PROFILE));
        }
        return environment
                .find(SECRET_ID)
                .map(id -> RedshiftSecret.read(environment, id))
                .orElseGet(() -> new ByPassword(
                        environment.find(USER),
                        environment.secret(PASSWORD),
                        "Check " + USER + " and " + PASSWORD + "."));
    }

    private static void refuse(
            Environment environment, List<Problem> problems, String what, String remedy, String... keys) {
        for (String key : keys) {
            if (environment.find(key).isPresent()) {
                problems.add(environment.problem(key, what, remedy));
            }
        }
    }
}
