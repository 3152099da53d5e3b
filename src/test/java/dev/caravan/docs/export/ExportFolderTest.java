package dev.caravan.docs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFolderTest {
    @TempDir
    Path directory;

    @Test
    void whatAnEarlierExportWroteIsReplacedAndNothingElse() throws IOException {
        write(false, Map.of("a.txt", "old", "pages/b/c.txt", "gone"));
        Files.writeString(directory.resolve("mine.txt"), "mine");

        write(false, Map.of("a.txt", "new"));

        assertThat(directory.resolve("a.txt")).hasContent("new");
        assertThat(directory.resolve("mine.txt")).hasContent("mine");
        assertThat(directory.resolve("pages")).doesNotExist();
    }

    @Test
    void aFolderOfSomebodyElseIsRefused() throws IOException {
        Files.writeString(directory.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> write(false, Map.of("mine.txt", "theirs")))
                .isInstanceOf(CaravanException.class)
                .hasMessage(
                        directory
                                + """
                        : holds files that no export wrote
                            Name an empty directory with --output DIR, or write over them with --force.""");

        assertThat(directory.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void forceWritesOverTheSameNamesAlone() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "mine");
        Files.writeString(directory.resolve("b.txt"), "mine");

        write(true, Map.of("a.txt", "theirs"));

        assertThat(directory.resolve("a.txt")).hasContent("theirs");
        assertThat(directory.resolve("b.txt")).hasContent("mine");
    }

    @Test
    void aListThatWasTamperedWithReachesNoFileOutside() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside.txt"), "mine");
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Files.writeString(folder.resolve(".caravan-export"), "../outside.txt\n");

        new ExportFolder(folder, false).write(new TreeMap<>(Map.of("a.txt", "new")));

        assertThat(outside).hasContent("mine");
    }

    private void write(boolean force, Map<String, String> files) {
        new ExportFolder(directory, force).write(new TreeMap<>(files));
    }
}
