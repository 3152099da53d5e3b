package dev.caravan.landing;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import java.nio.file.Path;

/** Opens the landing that an environment names. */
public final class Landings {
    private Landings() {}

    public static Landing open(Environment environment, Path project) {
        LandingSettings settings = LandingSettings.of(environment, project);
        if ("file".equals(settings.root().getScheme())) {
            return new FolderLanding(Path.of(settings.root()));
        }
        throw new CaravanException(environment.problem(
                "landing.uri", "is \"" + settings.root() + "\"", "This version reads file:DIRECTORY."));
    }
}
