package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.compile.SmallProject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A template that asks for more memory than there is, in a process that has little. */
@Timeout(120)
class HungryTemplateTest {
    @TempDir
    Path directory;

    @Test
    void memoryBombsAreProblemsOfTheirFiles() throws Exception {
        new SmallProject(directory)
                .file(
                        "models/star/doubles.sql",
                        "select <#assign s = 'x'><#list 1..40 as i><#assign s = s + s></#list>1")
                .file("models/star/fine.sql", "select 1")
                .file("models/star/pads.sql", "select '${'x'?left_pad(2000000000)}'");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "compile",
                        "--project",
                        directory.toString(),
                        "--env",
                        "test")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isOne();
        assertThat(said)
                .contains("models/star/doubles.sql: needs more memory than there is")
                .contains("models/star/pads.sql: needs more memory than there is")
                .doesNotContain("fine.sql", "java.lang");
    }
}
