package dev.caravan.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the page, which lie in the jar. A path is looked up only where it is made of plain names, so that none leads
 * out of their folder. Each file is read and compressed once.
 */
final class Assets {
    private static final String FOLDER = "web/";
    private static final String INDEX = "index.html";
    private static final String MODE = "mode.js";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    /** Words, dashes and dots inside of names, which have an ending. */
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");

    static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", JAVASCRIPT,
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    private final Workers workers;
    private final Answers answers;
    private final Map<String, Answer> files = new ConcurrentHashMap<>();

    Assets(Workers workers, Answers answers) {
        this.workers = workers;
        this.answers = answers;
        files.put(
                MODE,
                answer(
                        JAVASCRIPT,
                        Answers.bytes("\"use strict\";\n(window.caravan = window.caravan || {}).mode = \"live\";\n")));
    }

    void handle(RoutingContext context) {
        String path = context.request().path().equals("/")
                ? INDEX
                : context.request().path().substring(1);
        if (!PATH.matcher(path).matches() || !TYPES.containsKey(ending(path))) {
            answers.notFound(context);
            return;
        }
        HttpMethod method = context.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            answers.wrongMethod(context, "GET, HEAD");
            return;
        }
        Answer known = files.get(path);
        if (known != null) {
            answers.send(context, known);
            return;
        }
        workers.work(() -> read(path))
                .whenComplete((file, failure) -> context.vertx().runOnContext(nothing -> {
                    if (failure != null) {
                        answers.failure(context, failure);
                    } else if (file.isEmpty()) {
                        answers.notFound(context);
                    } else {
                        answers.send(context, files.computeIfAbsent(path, missing -> file.get()));
                    }
                }));
    }

    private Optional<Answer> read(String path) {
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
            return in == null ? Optional.empty() : Optional.of(answer(TYPES.get(ending(path)), in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be read", e);
        }
    }

    private static Answer answer(String type, byte[] bytes) {
        return Answer.of(type, Tags.of(bytes), bytes);
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
