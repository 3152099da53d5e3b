package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that people read and tests hold to what the code gives. {@code -Dgolden.update=true} writes them anew. */
public final class Golden {
    private Golden() {}

    public static boolean renewed() {
        return Boolean.getBoolean("golden.update");
    }

    public static void assertSame(Path file, String actual) throws IOException {
        if (renewed()) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("%s is not what the code gives; read the difference, then renew it by -Dgolden.update=true", file)
                .isEqualTo(actual);
    }
}
