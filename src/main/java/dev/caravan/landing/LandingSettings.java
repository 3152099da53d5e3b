package dev.caravan.landing;

import static java.util.Objects.requireNonNull;

import dev.caravan.project.CaravanException;
import dev.caravan.project.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * How batches are landed.
 *
 * @param root of the landing, with a slash at the end
 * @param partSizeBytes compressed bytes at which a part ends
 * @param slices how many parts a large batch has a multiple of
 */
public record LandingSettings(URI root, long partSizeBytes, Compression compression, int slices) {
    private static final long PART_SIZE_BYTES = 16L << 20;
    private static final String SLICES = "landing.slices";
    private static final String AUTO = "auto";
    private static final String URI_KEY = "landing.uri";
    private static final String S3_URI = "s3://[A-Za-z0-9][A-Za-z0-9._-]+/([A-Za-z0-9!_.*'()=-]+/)*";

    public LandingSettings {
        requireNonNull(root, "root is null");
        requireNonNull(compression, "compression is null");
        if (slices < 1) {
            throw new IllegalArgumentException("slices is below one: " + slices);
        }
    }

    /** Where nothing is written. */
    public static LandingSettings of(Environment environment, Path project) {
        return of(environment, project, () -> 1);
    }

    /** @param slices of the warehouse, asked where the environment names no number */
    public static LandingSettings of(Environment environment, Path project, IntSupplier slices) {
        return new LandingSettings(
                root(environment, project),
                environment.sizeBytes("landing.part-size", PART_SIZE_BYTES),
                compression(environment),
                slices(environment, slices));
    }

    private static int slices(Environment environment, IntSupplier asked) {
        if (environment.text(SLICES, AUTO).equals(AUTO)) {
            return asked.getAsInt();
        }
        int slices;
        try {
            slices = environment.integer(SLICES, 1);
        } catch (CaravanException e) {
            slices = 0;
        }
        if (slices < 1) {
            throw new CaravanException(environment.problem(
                    SLICES, "is \"" + environment.text(SLICES) + "\"", "Give auto, or a whole number from 1 on."));
        }
        return slices;
    }

    private static Compression compression(Environment environment) {
        String name = environment.text("landing.compression", Compression.zstd.name());
        return Arrays.stream(Compression.values())
                .filter(compression -> compression.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CaravanException(
                        environment.problem("landing.compression", "is \"" + name + "\"", "Give zstd or gzip.")));
    }

    private static URI root(Environment environment, Path project) {
        String text = environment.text(URI_KEY);
        String slashed = text.endsWith("/") ? text : text + "/";
        if (slashed.matches(S3_URI)) {
            return URI.create(slashed);
        }
        if (slashed.startsWith("file:")) {
            String path = slashed.substring("file:".length()).replaceFirst("^//+", "/");
            return URI.create(project.resolve(path).toUri() + "/").normalize();
        }
        throw new CaravanException(
                environment.problem(URI_KEY, "is \"" + text + "\"", "Give file:DIRECTORY or s3://BUCKET/PREFIX."));
    }
}
