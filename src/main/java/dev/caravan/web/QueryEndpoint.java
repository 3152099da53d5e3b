package dev.caravan.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.docs.Json;
import dev.caravan.pipeline.site.Site;
import dev.caravan.project.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Selects that people write themselves: a few at once, in threads of their own, so that they hold up nobody else. */
final class QueryEndpoint {
    private static final String JSON = "application/json";
    private static final int ROWS_IF_NOT_ASKED = 1_000;

    private final Site site;
    private final Json json;
    private final Workers workers;
    private final Answers answers;
    private final ObjectMapper reader = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private record Question(String sql, long limit) {}

    QueryEndpoint(Site site, Json json, Workers workers, Answers answers) {
        this.site = site;
        this.json = json;
        this.workers = workers;
        this.answers = answers;
    }

    /** Before the body is read. */
    void check(RoutingContext context) {
        if (context.request().method() != HttpMethod.POST) {
            answers.wrongMethod(context, "POST");
            return;
        }
        String type = Optional.ofNullable(context.request().getHeader(HttpHeaders.CONTENT_TYPE))
                .orElse("");
        // a form of another page can send texts and forms, and no JSON
        if (!type.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "").equals(JSON)) {
            answers.failure(
                    context, new WrongQuestion(415, "the content type is \"" + type + "\"", "Send " + JSON + "."));
            return;
        }
        context.next();
    }

    /** With its body. */
    void handle(RoutingContext context) {
        try {
            Question question = question(context.body().buffer());
            CompletableFuture<String> result =
                    workers.work(() -> json.text(Shapes.Result.of(site.query(question.sql(), question.limit()))));
            // nobody waits for it any more, so its statement is cancelled
            context.response().closeHandler(nothing -> result.cancel(true));
            result.whenComplete(Api.backOn(context, (done, failure) -> reply(context, done, failure)));
        } catch (WrongQuestion e) {
            answers.failure(context, e);
        }
    }

    private void reply(RoutingContext context, String result, Throwable failure) {
        if (failure instanceof CancellationException) {
            // its client is gone, which is why it was cancelled
            return;
        }
        if (failure instanceof Workers.BusyException) {
            answers.busy(
                    context, Problem.at("query", "other queries go on", "Run it again when one of them has ended."));
        } else if (failure != null) {
            answers.failure(context, failure);
        } else if (!Answers.isGone(context.response())) {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(Buffer.buffer(result));
        }
    }

    private Question question(Buffer body) {
        JsonNode object;
        try {
            object = reader.readTree(body == null ? new byte[0] : body.getBytes());
        } catch (IOException e) {
            throw new WrongQuestion("the body is no JSON", "Send {\"sql\": \"select …\", \"limit\": 1000}.");
        }
        JsonNode sql = object.path("sql");
        JsonNode limit = object.path("limit");
        if (!sql.isTextual() || sql.asText().isBlank()) {
            throw new WrongQuestion("the body has no \"sql\"", "Send {\"sql\": \"select …\", \"limit\": 1000}.");
        }
        if (!limit.isMissingNode() && (!limit.canConvertToLong() || limit.asLong() < 1)) {
            throw new WrongQuestion("the limit is " + limit, "Give a whole number from 1 on.");
        }
        return new Question(sql.asText(), limit.isMissingNode() ? ROWS_IF_NOT_ASKED : limit.asLong());
    }
}
