package dev.caravan.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.docs.Json;
import dev.caravan.pipeline.StoppedException;
import dev.caravan.pipeline.site.NotFoundException;
import dev.caravan.pipeline.site.QuestionException;
import dev.caravan.project.CaravanException;
import dev.caravan.project.Masking;
import dev.caravan.project.Problem;
import dev.caravan.warehouse.ReadTimeoutException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How answers go out: bodies with their tags, and what went wrong, as problems without secrets or stack traces. */
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    private static final String API = "/api/";
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";
    /** Kept by the browser, and asked for again each time: a tag says whether it is still good. */
    private static final String ASK_AGAIN = "private, no-cache";

    private static final String GZIP = "gzip";
    private static final String SECONDS_UNTIL_LESS_BUSY = "2";

    private final Json json;
    private final Masking masking;

    /** A problem as pages read it. */
    private record Told(String place, String what, String remedy) {}

    private record Problems(List<Told> problems) {}

    Answers(Json json, Masking masking) {
        this.json = json;
        this.masking = masking;
    }

    /** Sends a body, or that the browser has it already. */
    void send(RoutingContext context, Answer answer) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (isGone(response)) {
            return;
        }
        String tag = "W/\"" + answer.tag() + "\"";
        response.putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.CACHE_CONTROL, ASK_AGAIN)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, answer.type());
        if (answer.compressed() && acceptsGzip(request)) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
            end(request, Buffer.buffer(answer.bytes()));
        } else {
            end(request, Buffer.buffer(answer.plain()));
        }
    }

    /** Sends what went wrong while a request was read or passed on. */
    void failed(RoutingContext context) {
        int status = context.statusCode();
        if (status == 413) {
            problem(context, status, Problem.at("page", "the body is too large", "Send less than 64 kB."));
        } else if (status >= 400 && status < 500) {
            problem(context, status, Problem.at("page", "the request cannot be read", "Ask otherwise."));
        } else {
            failure(context, Optional.ofNullable(context.failure()).orElseGet(IllegalStateException::new));
        }
    }

    /** Sends what went wrong, in the words that a person can act on where it was foreseen. */
    void failure(RoutingContext context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Workers.BusyException) {
            busy(context, Problem.at("page", "too many requests wait already", "Ask again in a few seconds."));
        } else if (cause instanceof NotFoundException known) {
            problems(context, 404, known.problems());
        } else if (cause instanceof WrongQuestion known) {
            problems(context, known.status(), known.problems());
        } else if (cause instanceof QuestionException || cause instanceof ReadTimeoutException) {
            problems(context, 400, ((CaravanException) cause).problems());
        } else if (cause instanceof StoppedException known) {
            problems(context, 503, known.problems());
        } else if (cause instanceof CaravanException known) {
            log.warn("{} cannot be answered: {}", context.normalizedPath(), known.getMessage());
            problems(context, 500, known.problems());
        } else {
            log.error(
                    "{} failed by a defect of Caravan, not of your project; please report it",
                    context.normalizedPath(),
                    cause);
            problem(
                    context,
                    500,
                    Problem.at(
                            "page",
                            "failed by a defect of Caravan, not of your project",
                            "Please report it with the log of this moment."));
        }
    }

    void busy(RoutingContext context, Problem problem) {
        if (!isGone(context.response())) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, SECONDS_UNTIL_LESS_BUSY);
            problem(context, 503, problem);
        }
    }

    void notFound(RoutingContext context) {
        problem(
                context,
                404,
                Problem.at(
                        "page",
                        "there is nothing at \"" + context.normalizedPath() + "\"",
                        "The page begins at \"/\"."));
    }

    /** @param allowed methods, separated by commas */
    void wrongMethod(RoutingContext context, String allowed) {
        context.response().putHeader(HttpHeaders.ALLOW, allowed);
        problem(
                context,
                405,
                Problem.at(
                        "page",
                        "\"" + context.normalizedPath() + "\" knows no "
                                + context.request().method(),
                        "It answers " + allowed + "."));
    }

    void problem(RoutingContext context, int status, Problem problem) {
        problems(context, status, List.of(problem));
    }

    private void problems(RoutingContext context, int status, List<Problem> problems) {
        HttpServerResponse response = context.response();
        if (isGone(response)) {
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        List<Told> told = problems.stream().map(this::told).toList();
        boolean forMachines = context.normalizedPath().startsWith(API);
        response.putHeader(HttpHeaders.CONTENT_TYPE, forMachines ? JSON : HTML);
        end(
                context.request(),
                Buffer.buffer(forMachines ? json.text(new Problems(told)) : PlainPage.of(status, lines(told))));
    }

    private Told told(Problem problem) {
        return new Told(
                masking.mask(problem.place().toString()), masking.mask(problem.what()), masking.mask(problem.remedy()));
    }

    private static List<String> lines(List<Told> problems) {
        return problems.stream()
                .map(problem -> problem.what() + ". " + problem.remedy())
                .toList();
    }

    private static void end(HttpServerRequest request, Buffer body) {
        if (request.method() == HttpMethod.HEAD) {
            request.response()
                    .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                    .end();
        } else {
            request.response().end(body);
        }
    }

    static boolean acceptsGzip(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT_ENCODING))
                .filter(accepted -> accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*"))
                .isPresent();
    }

    private static boolean isKnown(String header, String tag) {
        return header != null && (header.equals("*") || header.contains(tag));
    }

    /** The client closed its connection, or has its answer. */
    static boolean isGone(HttpServerResponse response) {
        return response.ended() || response.closed() || response.headWritten();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
