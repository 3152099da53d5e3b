package dev.caravan.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.caravan.docs.Json;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Questions of the page, answered off the HTTP server's threads. The same question asked by many at once is worked on once,
 * and its answer is kept as long as the data is the same.
 */
final class Api {
    private static final String PREFIX = "/api/";
    private static final String JSON = "application/json";
    private static final String SVG = "image/svg+xml";
    private static final String DIAGRAM = "diagram.svg";
    private static final int LONGEST_VALUE = 2_000;
    private static final long MOST_KEPT_BYTES = 16 << 20;

    private final PageData data;
    private final Json json;
    private final Workers workers;
    private final Answers answers;
    private final Cache<String, Answer> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT_BYTES)
            .weigher((String question, Answer answer) -> question.length() + answer.bytes().length)
            .build();
    private final Map<String, CompletableFuture<Optional<Answer>>> inHand = new ConcurrentHashMap<>();
    /** Tags of another process of this server are no tags of this one. */
    private final String born = Long.toHexString(System.nanoTime());

    Api(PageData data, Json json, Workers workers, Answers answers) {
        this.data = data;
        this.json = json;
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
            List<String> path = path(context);
            SortedMap<String, String> parameters = parameters(context);
            String question = data.commandsOver() + " " + path + " " + parameters;
            CompletableFuture<Optional<Answer>> answer =
                    inHand.computeIfAbsent(question, asked -> workers.work(() -> answer(path, parameters, asked)));
            answer.whenComplete((done, failure) -> inHand.remove(question, answer));
            answer.whenComplete(backOn(context, (done, failure) -> reply(context, done, failure)));
        } catch (WrongQuestion e) {
            answers.failure(context, e);
        }
    }

    /** The parts of a path below {@code /api/}, decoded. */
    static List<String> path(RoutingContext context) {
        return Stream.of(context.request().path().substring(PREFIX.length()).split("/", -1))
                .map(Api::decoded)
                .toList();
    }

    static SortedMap<String, String> parameters(RoutingContext context) {
        MultiMap given = context.queryParams();
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String name : given.names()) {
            String value = given.get(name);
            if (value.length() > LONGEST_VALUE) {
                throw new WrongQuestion(
                        name + " has " + value.length() + " characters", "Give " + LONGEST_VALUE + " at most.");
            }
            parameters.put(name, value);
        }
        return parameters;
    }

    /** Goes on on the thread of the request's connection, which alone may write to it. */
    static <T> BiConsumer<T, Throwable> backOn(RoutingContext context, BiConsumer<T, Throwable> rest) {
        Context loop = context.vertx().getOrCreateContext();
        return (done, failure) -> loop.runOnContext(nothing -> rest.accept(done, failure));
    }

    private void reply(RoutingContext context, Optional<Answer> answer, Throwable failure) {
        if (failure != null) {
            answers.failure(context, failure);
        } else if (answer.isPresent()) {
            answers.send(context, answer.get());
        } else {
            answers.notFound(context);
        }
    }

    private Optional<Answer> answer(List<String> path, SortedMap<String, String> parameters, String question) {
        String key = data.version(path) + " " + question;
        Optional<Answer> known = Optional.ofNullable(kept.getIfPresent(key));
        if (known.isPresent()) {
            return known;
        }
        String tag = Tags.of((born + key).getBytes(UTF_8));
        Optional<Answer> made = path.equals(List.of(DIAGRAM))
                ? Optional.of(Answer.of(SVG, tag, data.diagram().getBytes(UTF_8)))
                : data.answer(path, parameters)
                        .map(body -> Answer.of(JSON, tag, json.text(body).getBytes(UTF_8)));
        made.ifPresent(answer -> kept.put(key, answer));
        return made;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new WrongQuestion("\"" + part + "\" is no part of a path", "Encode it by percent signs.");
        }
    }
}
