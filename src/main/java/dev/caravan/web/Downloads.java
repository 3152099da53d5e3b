package dev.caravan.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.caravan.pipeline.site.Cell;
import dev.caravan.pipeline.site.ResultColumn;
import dev.caravan.pipeline.site.RowSink;
import dev.caravan.pipeline.site.Site;
import dev.caravan.pipeline.site.TableQuestion;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whole tables as CSV, row by row from the warehouse to the client. */
final class Downloads {
    static final String ENDING = ".csv";

    private static final Logger log = LoggerFactory.getLogger(Downloads.class);
    /** As OWASP has them, "CSV Injection": some spreadsheets take the wide signs of East Asia for the narrow ones, too. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final Site site;
    private final Workers workers;
    private final Answers answers;

    Downloads(Site site, Workers workers, Answers answers) {
        this.site = site;
        this.workers = workers;
        this.answers = answers;
    }

    void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            answers.wrongMethod(context, "GET, HEAD");
            return;
        }
        try {
            String file = Api.path(context).get(1);
            String analysis = file.substring(0, file.length() - ENDING.length());
            TableQuestion question = new Parameters(Api.parameters(context)).table(analysis);
            Sheet sheet = new Sheet(context, analysis);
            workers.work(() -> {
                        site.rows(question, sheet);
                        sheet.close();
                        return sheet;
                    })
                    .whenComplete(Api.backOn(context, (done, failure) -> {
                        if (failure != null) {
                            failed(context, failure);
                        }
                    }));
        } catch (WrongQuestion e) {
            answers.failure(context, e);
        }
    }

    /** An answer that began cannot be taken back: a connection that breaks tells the client that it is not whole. */
    private void failed(RoutingContext context, Throwable failure) {
        HttpServerResponse response = context.response();
        if (!response.headWritten()) {
            answers.failure(context, failure);
            return;
        }
        log.info("the download of {} was broken off: {}", context.normalizedPath(), failure.getMessage());
        response.reset();
    }

    /** A text that a spreadsheet would take for a formula is marked as text. Numbers are left alone. */
    static String harmless(Cell cell) {
        String text = cell.text();
        boolean formula = cell instanceof Cell.Text && !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }

    /** The file as it grows; its headers go out with the columns, when the question is known to be a good one. */
    private static final class Sheet implements RowSink, AutoCloseable {
        private final RoutingContext context;
        private final String name;
        private final boolean compressed;
        private CsvWriter csv;

        Sheet(RoutingContext context, String name) {
            this.context = context;
            this.name = name;
            compressed = Answers.acceptsGzip(context.request());
        }

        @Override
        public void columns(List<ResultColumn> columns) throws IOException {
            HttpServerResponse response = context.response();
            response.setChunked(true)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8; header=present")
                    .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ENDING + "\"")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            if (compressed) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            }
            OutputStream body = context.request().method() == HttpMethod.HEAD
                    ? OutputStream.nullOutputStream()
                    : new ResponseStream(response);
            csv = CsvWriter.builder()
                    .build(new OutputStreamWriter(compressed ? new GZIPOutputStream(body) : body, UTF_8));
            csv.writeRecord(columns.stream().map(ResultColumn::name).toList());
        }

        @Override
        public void row(List<Cell> cells) {
            csv.writeRecord(cells.stream().map(Downloads::harmless).toList());
        }

        @Override
        public void close() throws IOException {
            csv.close();
            if (context.request().method() == HttpMethod.HEAD) {
                context.response().end();
            }
        }
    }
}
