package dev.caravan.web;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * out of their folder. Each file is read and compressed once; the page itself names its many files as a {@link Bundle}.
 */
final class Assets {
    private static final String FOLDER = "web/";
    private static final String INDEX = "index.html";
    private static final String MODE = "mode.js";
    private static final String LIVE = "\"use strict\";\n(window.caravan = window.caravan || {}).mode = \"live\";\n";
    /** Words, dashes and dots inside of names, which have an ending. */
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");

    static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
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

    private static Optional<Answer> read(String path) {
        return text(path).map(bytes -> {
            String type = TYPES.get(ending(path));
            return Answer.of(type, Tags.of(bytes), bytes);
        });
    }

    private static Optional<byte[]> text(String path) {
        return switch (path) {
            case MODE -> Optional.of(Answers.bytes(LIVE));
            case INDEX -> Optional.of(Answers.bytes(bundle().index()));
            case Bundle.STYLES_NAME -> Optional.of(Answers.bytes(bundle().styles()));
            case Bundle.SCRIPTS_NAME -> Optional.of(Answers.bytes(bundle().scripts()));
            default -> file(path);
        };
    }

    private static Bundle bundle() {
        return Bundle.of(named(INDEX, file(INDEX)), name -> named(name, text(name)));
    }

    private static String named(String name, Optional<byte[]> bytes) {
        return new String(
                bytes.orElseThrow(() -> new IllegalStateException("the page names " + name + ", which is not there")),
                UTF_8);
    }

    private static Optional<byte[]> file(String path) {
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be read", e);
        }
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
