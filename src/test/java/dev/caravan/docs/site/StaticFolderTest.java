package dev.caravan.docs.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.docs.Json;
import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticFolderTest {
    @TempDir
    Path directory;

    @Test
    void anAnswerIsAScriptThatNoTextOfItEnds() throws IOException {
        StaticFolder site = StaticFolder.in(directory, new Json());

        site.answer("data/series", Map.of("name", "</script><!--\u2028'\""));

        assertThat(directory.resolve("data/data/series.js"))
                .hasContent("caravan.loaded(\"data/series\","
                        + " {\"name\":\"\\u003C/script\\u003E\\u003C!--\\u2028'\\\"\"});");
    }

    @Test
    void namesFromOutsideLeadNowhereElse() {
        assertThat(StaticFolder.fileName("catalog/model.caravan.dim_coin")).isEqualTo("catalog/model.caravan.dim_coin");
        assertThat(StaticFolder.fileName("data/../x")).isEqualTo("data/%2E%2E/x");
        assertThat(StaticFolder.fileName("a//b")).isEqualTo("a/%/b");
        assertThat(StaticFolder.fileName("BTC\\USD:é '%")).isEqualTo("BTC%5CUSD%3A%C3%A9%20%27%25");
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsADefect() {
        StaticFolder site = StaticFolder.in(directory.resolve("site"), new Json());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> site.text("../outside.txt", ""))
                .withMessage("\"../outside.txt\" leads out of the folder");
    }

    @Test
    void aFolderWithFilesOfSomebodyIsRefused() throws IOException {
        Files.writeString(directory.resolve("thesis.txt"), "three years of work");

        assertThatThrownBy(() -> StaticFolder.in(directory, new Json()))
                .isInstanceOf(CaravanException.class)
                .hasMessage(directory + ": holds files that no export wrote, such as \"thesis.txt\"\n"
                        + "    Name an empty folder, or one that is not there yet, with --output DIR.");
        assertThat(directory).isDirectoryNotContaining("glob:**/.caravan-docs");
    }

    @Test
    void whatAnEarlierExportLeftIsDeleted() {
        StaticFolder first = StaticFolder.in(directory, new Json());
        first.text("data/old.js", "old");
        first.text("data/kept.js", "old");
        first.finish();

        StaticFolder second = StaticFolder.in(directory, new Json());
        second.text("data/kept.js", "new");
        StaticFolder.Written written = second.finish();

        assertThat(directory.resolve("data/old.js")).doesNotExist();
        assertThat(directory.resolve("data/kept.js")).hasContent("new");
        assertThat(written.files()).isEqualTo(2);
    }
}
