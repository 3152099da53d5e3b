package dev.caravan.warehouse.redshift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import dev.caravan.project.Secret;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * A user and its password in AWS Secrets Manager, in the form in which Redshift keeps its administrator's there:
 * {@code {"username": "…", "password": "…"}}. The driver has no such option of its own.
 */
final class RedshiftSecret {
    private static final String FORM = "Make it a JSON text with \"username\" and \"password\".";

    private RedshiftSecret() {}

    static RedshiftLogin read(Environment environment, String id) {
        JsonNode secret = parse(environment, id, fetch(environment, id));
        return new RedshiftLogin.ByPassword(
                text(environment, id, secret, "username"),
                text(environment, id, secret, "password").map(Secret::new),
                "Check the user and the password in the secret " + id + "; a rotated one needs a new start.");
    }

    private static String fetch(Environment environment, String id) {
        // named, because the SDK refuses to choose where several clients are on the class path
        SecretsManagerClientBuilder builder =
                SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create());
        environment.find(RedshiftLogin.REGION).map(Region::of).ifPresent(builder::region);
        environment
                .find(RedshiftLogin.PROFILE)
                .map(ProfileCredentialsProvider::create)
                .ifPresent(builder::credentialsProvider);
        try (SecretsManagerClient client = builder.build()) {
            String text = client.getSecretValue(get -> get.secretId(id)).secretString();
            return Optional.ofNullable(text).orElse("");
        } catch (SdkException e) {
            throw new CaravanException(
                    environment.problem(
                            RedshiftLogin.SECRET_ID,
                            "names \"" + id + "\", which cannot be read: " + e.getMessage(),
                            "The identity needs secretsmanager:GetSecretValue on it; check " + RedshiftLogin.REGION
                                    + " and " + RedshiftLogin.PROFILE + "."),
                    e);
        }
    }

    /** The text itself stays out of every message. */
    private static JsonNode parse(Environment environment, String id, String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new CaravanException(
                    environment.problem(RedshiftLogin.SECRET_ID, "names \"" + id + "\", which is no JSON", FORM));
        }
    }

    private static Optional<String> text(Environment environment, String id, JsonNode secret, String name) {
        JsonNode value = secret.path(name);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new CaravanException(environment.problem(
                    RedshiftLogin.SECRET_ID, "names \"" + id + "\", which has no \"" + name + "\"", FORM));
        }
        return Optional.of(value.asText());
    }
}
