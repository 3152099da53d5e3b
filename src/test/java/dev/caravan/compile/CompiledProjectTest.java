package dev.caravan.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.project.CaravanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledProjectTest {
    @TempDir
    Path directory;

    private SmallProject project;
    private CompiledProject compiled;

    @BeforeEach
    void start() {
        project = new SmallProject(directory)
                .file("models/macros/m.ftl", "<#macro one>1</#macro>")
                .file("models/star/dim.sql", "select <@one /> as id")
                .file("models/tests/none.sql", "select id from ${ref('dim')} where id > 1")
                .file("models/star/star.yml", "models: [{name: dim, description: Things.}]")
                .file("analyses/ids.sql", "select id from ${ref('dim')}");
        compiled = new CompiledProject(project.project(), project.settings());
    }

    @Test
    void filesThatStayAreCompiledOnce() {
        Manifest first = compiled.manifest();
        project.file("models/star/dim.sql", "select <@one /> as id");

        assertThat(compiled.manifest()).isSameAs(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models/macros/m.ftl      | <#macro one>2</#macro>",
                "models/star/dim.sql      | select 1 as id, 2 as other",
                "models/star/more.sql     | select 3 as id",
                "models/tests/none.sql    | select id from ${ref('dim')} where id > 2",
                "models/star/star.yml     | models: [{name: dim, description: Others.}]",
                "analyses/ids.sql         | select count(*) from ${ref('dim')}"
            })
    void anyFileThatSaysSomethingElseIsCompiled(String path, String text) {
        Manifest first = compiled.manifest();

        project.file(path, text);

        assertThat(ManifestJson.of(compiled.manifest()).text())
                .isEqualTo(ManifestJson.of(project.compile()).text())
                .isNotEqualTo(ManifestJson.of(first).text());
    }

    @Test
    void aTemplateThatAsksForTheTimeIsRenderedEachTime() {
        project.file("models/star/dim.sql", "select '${.now?long}' as id");

        assertThat(compiled.manifest()).isNotSameAs(compiled.manifest());
    }

    @Test
    void aFileThatIsGoneIsMissed() throws IOException {
        compiled.manifest();

        Files.delete(directory.resolve("models/star/dim.sql"));

        assertThatThrownBy(compiled::manifest).isInstanceOf(CaravanException.class);
    }

    @Test
    void aFileThatIsNoTextIsNotOverlooked() throws IOException {
        compiled.manifest();

        Files.write(directory.resolve("models/star/more.sql"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(compiled::manifest).hasMessageContaining("is not text in UTF-8");
    }

    @Test
    void anErrorIsToldEachTimeUntilItIsMended() {
        Manifest first = compiled.manifest();
        project.file("models/star/dim.sql", "select ${nothing} as id");

        assertThatThrownBy(compiled::manifest).isInstanceOf(CaravanException.class);
        assertThatThrownBy(compiled::manifest).isInstanceOf(CaravanException.class);

        project.file("models/star/dim.sql", "select <@one /> as id");
        assertThat(compiled.manifest()).isSameAs(first);
    }
}
