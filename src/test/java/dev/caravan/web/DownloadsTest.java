package dev.caravan.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.pipeline.site.Cell;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole tables, as files that a spreadsheet opens. */
@SharedDemo
class DownloadsTest {

    @Test
    void aTableComesWholeUnderItsName(DemoSite demo) {
        Asking ask = new Asking(demo.url());
        long total = ask.json("api/tables/coins?limit=1").path("total").asLong();

        HttpResponse<String> csv = ask.get("api/tables/coins.csv");

        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.headers().firstValue("content-disposition")).contains("attachment; filename=\"coins.csv\"");
        assertThat(csv.body().lines().count()).isEqualTo(total + 1);
        assertThat(csv.body()).contains("'=HYPERLINK(");
    }

    @Test
    void theQuestionOfTheTableIsTheQuestionOfTheFile(DemoSite demo) {
        Asking ask = new Asking(demo.url());

        String csv = ask.get("api/tables/coins.csv?filter.symbol=BTC&sort=rank").body();

        assertThat(csv.lines().count())
                .isEqualTo(ask.json("api/tables/coins?filter.symbol=BTC")
                                .path("total")
                                .asLong()
                        + 1);
        assertThat(ask.get("api/tables/coins.csv?sort=nothing").statusCode()).isEqualTo(400);
        assertThat(ask.send("HEAD", "api/tables/coins.csv", "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@sum", "\tx", "\rx", "\nx", "\uFF1D1+1", "\uFF0B1", "\uFF0D1", "\uFF20sum"})
    void aTextThatLooksLikeAFormulaIsMarked(String text) {
        assertThat(Downloads.harmless(new Cell.Text(text))).isEqualTo("'" + text);
    }

    @Test
    void numbersAreLeftAlone() {
        assertThat(Downloads.harmless(new Cell.Decimal(new BigDecimal("-1.50"))))
                .isEqualTo("-1.5");
    }
}
