package dev.caravan.landing;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkException;

/** Opens the landing that an environment names. */
public final class Landings {
    private Landings() {}

    public static Landing open(Environment environment, Path project) {
        LandingSettings settings = LandingSettings.of(environment, project);
        if ("file".equals(settings.root().getScheme())) {
            return new FolderLanding(Path.of(settings.root()));
        }
        S3Settings s3 = S3Settings.of(environment, settings);
        try {
            return new S3Landing(settings.root(), s3, S3Clients.open(s3));
        } catch (SdkException e) {
            // the SDK finds no region where it looks for one
            throw new CaravanException(
                    environment.problem(
                            S3Settings.REGION, "is missing", "Set it to the bucket's region, such as eu-central-1."),
                    e);
        }
    }
}
