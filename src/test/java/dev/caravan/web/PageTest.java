package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers, over real HTTP. */
@SharedDemo
class PageTest {
    private Asking ask;

    @BeforeEach
    void begin(DemoSite demo) {
        ask = new Asking(demo.url());
    }

    @Test
    void healthIsBesideThePage() {
        assertThat(ask.json("health").path("status").asText()).isEqualTo("UP");
        assertThat(ask.get("health/ready").statusCode()).isEqualTo(200);
        assertThat(ask.get("health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void filesComeWithTypeTagAndCompression() {
        HttpResponse<String> plain = ask.get("vendor/echarts/echarts.min.js");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("content-type")).contains("text/javascript; charset=utf-8");
        assertThat(plain.headers().firstValue("cache-control")).contains("private, no-cache");
        assertThat(plain.headers().firstValue("vary"))
                .hasValueSatisfying(value -> assertThat(value).isEqualToIgnoringCase("accept-encoding"));

        HttpResponse<String> zipped = ask.get("vendor/echarts/echarts.min.js", "Accept-Encoding", "gzip");
        assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(zipped.headers().firstValueAsLong("content-length").orElseThrow())
                .isLessThan(plain.headers().firstValueAsLong("content-length").orElseThrow() / 2);
    }

    @Test
    void itsManyFilesComeAsTwo() {
        String page = ask.get("").body();
        String scripts = ask.get("bundle.js").body();

        assertThat(page)
                .containsOnlyOnce("<link rel=\"stylesheet\"")
                .contains("<link rel=\"stylesheet\" href=\"bundle.css\">")
                .containsOnlyOnce("<script defer")
                .contains("<script defer src=\"bundle.js\"></script>");
        assertThat(ask.get("bundle.css").body())
                .contains(
                        ask.get("app/theme.css").body(), ask.get("app/runs.css").body());
        assertThat(scripts).containsSubsequence("preactHooks", ".mode = \"live\"", "document.getElementById(\"page\")");
        assertThat(scripts)
                .contains(
                        ask.get("vendor/htm/htm.umd.js").body(),
                        ask.get("app/shell.js").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode.js", "bundle.js", "api/site", "api/catalog", "probe/probe.css"})
    void whatTheBrowserHasAlreadyIsNotSentAgain(String path) {
        HttpResponse<String> first = ask.get(path);
        String tag = first.headers().firstValue("etag").orElseThrow();

        HttpResponse<String> second = ask.get(path, "If-None-Match", tag);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers().firstValue("etag")).contains(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode.js", "bundle.css", "api/site", "nothing.js", "api/nothing"})
    void headGivesWhatGetWouldWithoutTheBody(String path) {
        HttpResponse<String> get = ask.get(path);

        HttpResponse<String> head = ask.send("HEAD", path, "");

        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.headers().firstValue("content-length"))
                .isEqualTo(get.headers().firstValue("content-length"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void nothingIsAProblemBelowApiAndASmallPageElsewhere() {
        HttpResponse<String> api = ask.get("api/<nothing>".replace("<", "%3C").replace(">", "%3E"));
        HttpResponse<String> page = ask.get("%3Cscript%3E");

        assertThat(api.statusCode()).isEqualTo(404);
        assertThat(api.headers().firstValue("content-type")).contains("application/json");
        assertThat(ask.read(api.body()).path("problems").get(0).path("what").asText())
                .startsWith("there is nothing at \"/api/");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../logback-test.xml",
                "/..%2flogback-test.xml",
                "/%2e%2e/logback-test.xml",
                "/vendor/../../logback-test.xml",
                "/vendor/%2e%2e%2f%2e%2e%2flogback-test.xml",
                "/vendor//echarts",
                "/vendor",
                "/./mode.js",
                "/.hidden.js",
                "/vendor/..\\..\\logback-test.xml",
                "/%00.js",
                "//etc/hosts.txt"
            })
    void noPathLeadsOutOfTheFolderOfThePage(String path) throws IOException {
        assertThat(ask.raw("GET " + path + " HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 404 ")
                .doesNotContain("configuration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode.js", "api/site", "api/tables/coins.csv"})
    void otherMethodsAreRefusedByName(String path) {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE")) {
            HttpResponse<String> refused =
                    method.equals("TRACE") ? ask.send("PATCH", path, "") : ask.send(method, path, "");

            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(refused.headers().firstValue("allow")).contains("GET, HEAD");
        }
    }

    @Test
    void aPathThatIsTooLongAndHeadersThatAreTooLargeAreRefused() throws IOException {
        assertThat(ask.raw("GET /" + "a".repeat(9_000) + " HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.0 414 ");
        assertThat(ask.raw("GET / HTTP/1.1", "Host: localhost", "X-Long: " + "a".repeat(9_000)))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void everyAnswerOfTheContractIsThere() {
        JsonNode site = ask.json("api/site");
        String run = site.path("lastRun").path("id").asText();
        JsonNode batches = ask.json("api/batches?dataset=coins&limit=1");
        String batch = batches.path("batches").get(0).path("id").asText();

        assertThat(site.path("environment").asText()).isEqualTo("demo");
        assertThat(site.path("mode").asText()).isEqualTo("live");
        assertThat(ask.json("api/catalog").path("nodes").size()).isGreaterThan(20);
        assertThat(ask.json("api/catalog/model.caravan.dim_coin")
                        .path("columns")
                        .size())
                .isPositive();
        assertThat(ask.json("api/lineage").path("edges").size()).isGreaterThan(10);
        assertThat(ask.json("api/runs").path("runs").get(0).path("id").asText()).isEqualTo(run);
        assertThat(ask.json("api/runs/" + run).path("nodes").size()).isGreaterThan(20);
        assertThat(ask.json("api/runs/" + run).path("nodes").get(0).path("name").asText())
                .isNotEmpty();
        assertThat(ask.json("api/nodes/model.caravan.dim_coin/trend")
                        .path("points")
                        .get(0)
                        .path("runId")
                        .asText())
                .isEqualTo(run);
        assertThat(ask.json("api/batches/" + batch)
                        .path("files")
                        .get(0)
                        .path("part")
                        .asInt())
                .isZero();
        JsonNode line = ask.json("api/batches/" + batch + "/parts/0/lines/2");
        assertThat(line.path("header").get(4).asText()).isEqualTo("id");
        assertThat(line.path("values").get(4).asText()).isEqualTo("90");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/catalog/model.caravan.nothing",
                "api/runs/nothing",
                "api/batches/nothing",
                "api/tables/nothing",
                "api/data/nothing",
                "api/tables/nothing.csv",
                "api/batches/x/parts/y/lines/z"
            })
    void whatNobodyKnowsIsNotFound(String path) {
        HttpResponse<String> answer = ask.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(ask.read(answer.body()).path("problems").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/runs?limit=0",
                "api/runs?limit=many",
                "api/tables/coins?desc=perhaps",
                "api/tables/coins?offset=-1",
                "api/tables/coins?sort=nothing",
                "api/tables/coins?filter.nothing=1",
                "api/tables/coins?nothing=1"
            })
    void aQuestionThatIsWronglyPutIsTheAskersFault(String path) {
        HttpResponse<String> answer = ask.get(path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(ask.read(answer.body()).path("problems").size()).isPositive();
    }
}
