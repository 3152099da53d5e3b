package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsCommandTest {
    @TempDir
    Path scratch;

    @Test
    void aFolderIsWrittenBeforeTheFirstRunAndThenServedUntilTheProcessIsAskedToEnd() throws Exception {
        Path folder = scratch.resolve("site");

        CommandRun generated = caravan("docs", "generate", "--output", folder.toString());

        assertThat(generated.exitCode()).as(generated.err()).isZero();
        assertThat(generated.err()).contains("wrote " + folder.resolve("index.html") + " and ");
        assertThat(folder.resolve("data/catalog/model.caravan.dim_coin.js"))
                .content()
                .contains("caravan.loaded(");
        assertThat(folder.resolve("catalog.json")).content().contains("https://schemas.getdbt.com/dbt/catalog/v1.json");
        try (CaravanProcess server =
                CaravanProcess.start(scratch, "docs", "serve", "--output", folder.toString(), "--port", "0")) {
            String line = server.awaitLines(1, "the page is at ");
            URI url = URI.create(line.replaceFirst(".*(http://\\S+).*", "$1"));
            HttpResponse<String> page =
                    HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
            server.terminate();

            assertThat(page.body()).contains("<title>Caravan</title>");
            assertThat(server.awaitExit()).isZero();
        }
    }

    @Test
    void aFolderThatNoExportWroteIsNeitherWrittenNorServed() throws IOException {
        Files.writeString(scratch.resolve("thesis.txt"), "three years of work");

        CommandRun generated = caravan("docs", "generate", "--output", scratch.toString());
        CommandRun served = CommandRun.of(List.of("docs", "serve", "--output", scratch.toString()));

        assertThat(generated.exitCode()).isEqualTo(1);
        assertThat(generated.err()).contains("holds files that no export wrote, such as \"");
        assertThat(served.exitCode()).isEqualTo(1);
        assertThat(served.err())
                .contains(scratch + ": is no folder that docs generate wrote\n"
                        + "    Run caravan docs generate first, or name its folder with --output DIR.");
    }

    @Test
    void whileAnotherProcessHasTheWarehouseItSaysWhereToLook() throws Exception {
        caravan("migrate").succeeded();
        try (CaravanProcess start = CaravanProcess.start(scratch, "start", "--set", "web.port=0")) {
            start.awaitLines(1, "started");

            CommandRun generated = caravan(
                    "docs", "generate", "--output", scratch.resolve("site").toString());

            assertThat(generated.exitCode()).isEqualTo(1);
            assertThat(generated.err())
                    .contains("is in use by another process")
                    .contains("Where that one is caravan start, it serves the page itself.");
        }
    }

    private CommandRun caravan(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(CaravanProcess.options(scratch));
        return CommandRun.of(arguments);
    }
}
