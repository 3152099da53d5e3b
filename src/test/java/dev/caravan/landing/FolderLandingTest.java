package dev.caravan.landing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

class FolderLandingTest extends LandingContract {

    @Override
    URI root() {
        return URI.create(folder().toUri() + "/").normalize();
    }

    @Override
    Landing landing() {
        return new FolderLanding(folder());
    }

    @Override
    LandingTarget target() {
        return (key, file) -> write(key, target -> Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    byte[] stored(String key) {
        try {
            return Files.readAllBytes(folder().resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void store(String key, byte[] bytes) {
        write(key, target -> Files.write(target, bytes));
    }

    @Override
    void delete(String key) {
        write(key, Files::delete);
    }

    private Path folder() {
        return scratch.resolve("landing");
    }

    private void write(String key, Work work) {
        try {
            Path target = folder().resolve(key);
            Files.createDirectories(target.getParent());
            work.on(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(Path target) throws IOException;
    }
}
