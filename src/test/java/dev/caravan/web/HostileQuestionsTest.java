package dev.caravan.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.HostileNames;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every name and value that a reader of the page may put into an address. */
@SharedDemo
class HostileQuestionsTest {
    private static final String NAME = "NAME";

    private Asking ask;

    @BeforeEach
    void begin(DemoSite demo) {
        ask = new Asking(demo.url());
    }

    /** Names of things: there is no such thing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/NAME",
                "api/catalog/NAME",
                "api/runs/NAME",
                "api/batches/NAME",
                "api/batches/NAME/parts/0/lines/2",
                "api/batches/0198c1f2-0000-7000-8000-000000000000/parts/NAME/lines/2",
                "api/batches/0198c1f2-0000-7000-8000-000000000000/parts/0/lines/NAME",
                "api/tables/NAME",
                "api/tables/NAME.csv",
                "api/data/NAME",
                "NAME",
                "vendor/NAME.js"
            })
    void aNameThatThereIsNotIsNotFound(String path) {
        for (String name : HostileNames.all()) {
            HttpResponse<String> answer = ask.get(path.replace(NAME, encoded(name)));

            assertThat(answer.statusCode()).as(name).isIn(400, 404, 414);
            assertIsHarmless(answer);
        }
    }

    /** Names of columns and parameters, and numbers: the question is a wrong one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/tables/coins?sort=NAME",
                "api/tables/coins.csv?sort=NAME",
                "api/tables/coins?filter.NAME=1",
                "api/tables/coins.csv?filter.NAME=1",
                "api/tables/coins?NAME=1",
                "api/tables/coins?desc=NAME",
                "api/tables/coins?offset=NAME",
                "api/tables/coins?limit=NAME",
                "api/tables/coin_quotes?coin=NAME",
                "api/data/candles?coin=NAME",
                "api/runs?limit=NAME"
            })
    void aQuestionThatMakesNoSenseIsRefused(String path) {
        for (String name : HostileNames.all()) {
            HttpResponse<String> answer = ask.get(path.replace(NAME, encoded(name)));

            assertThat(answer.statusCode()).as(name + " " + answer.body()).isIn(400, 404, 414);
            assertIsHarmless(answer);
        }
    }

    /** What is looked for is a value, whatever it looks like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/tables/coins?q=NAME",
                "api/tables/coins.csv?q=NAME",
                "api/tables/coins?filter.name=NAME",
                "api/batches?dataset=NAME",
                "api/batches?before=NAME",
                "api/runs?before=NAME",
                "api/nodes/NAME/trend"
            })
    void aValueIsFoundOrNot(String path) {
        for (String name : HostileNames.all()) {
            HttpResponse<String> answer = ask.get(path.replace(NAME, encoded(name)));

            assertThat(answer.statusCode()).as(name + " " + answer.body()).isIn(200, 400, 404, 414);
            assertIsHarmless(answer);
        }
    }

    @Test
    void everyTableIsThereAfterAll() {
        assertThat(ask.json("api/tables/coins").path("total").asLong()).isPositive();
    }

    /** A name must not write a header of its own, neither by line breaks nor by the quotes of a download's name. */
    @Test
    void noHeaderComesFromAnAddress() throws IOException {
        for (String path : List.of(
                "/api/tables/coins%0d%0aSet-Cookie:%20a=b.csv",
                "/api/tables/coins%22;%20filename=%22evil.exe.csv",
                "/api/tables/coins.csv?q=%0d%0aSet-Cookie:%20a=b",
                "/%0d%0aSet-Cookie:%20a=b")) {
            String head =
                    ask.raw("GET " + path + " HTTP/1.1", "Host: localhost").split("\r\n\r\n")[0];

            assertThat(head).as(path).doesNotContainIgnoringCase("set-cookie").doesNotContain("evil.exe");
        }
    }

    private static void assertIsHarmless(HttpResponse<String> answer) {
        assertThat(answer.body()).doesNotContain("defect", "root:", "java.lang.");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "bcc");
        assertThat(answer.headers().allValues("content-disposition"))
                .allMatch("attachment; filename=\"coins.csv\""::equals);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace(".", "%2E");
    }
}
