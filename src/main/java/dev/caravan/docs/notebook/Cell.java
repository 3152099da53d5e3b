package dev.caravan.docs.notebook;

import static java.util.Objects.requireNonNull;

import dev.caravan.docs.export.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One cell: text in Markdown, or Python.
 *
 * @param picture SVG that a text shows as {@code attachment:star.svg}
 */
record Cell(Kind kind, String source, Optional<String> picture) {
    static final String PICTURE = "star.svg";

    enum Kind {
        MARKDOWN,
        CODE
    }

    Cell {
        requireNonNull(kind, "kind is null");
        requireNonNull(source, "source is null");
        requireNonNull(picture, "picture is null");
    }

    static Cell text(String source) {
        return new Cell(Kind.MARKDOWN, source.strip(), Optional.empty());
    }

    static Cell code(String source) {
        return new Cell(Kind.CODE, source.strip(), Optional.empty());
    }

    static Cell picture(String source, String svg) {
        return new Cell(Kind.MARKDOWN, source.strip(), Optional.of(svg));
    }

    Json json(int number) {
        Json json = Json.object()
                .put("cell_type", kind == Kind.CODE ? "code" : "markdown")
                .put("id", String.format("caravan-%03d", number));
        if (kind == Kind.CODE) {
            json.putNull("execution_count").put("outputs", List.of());
        }
        json.put("metadata", Json.object());
        picture.ifPresent(svg -> json.put("attachments", attachment(svg)));
        return json.put("source", lines());
    }

    private static Json attachment(String svg) {
        String base64 =
                java.util.Base64.getEncoder().encodeToString(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Json.object().put(PICTURE, Json.object().put("image/svg+xml", base64));
    }

    /** Each but the last with its line break, as the format wants it. */
    private List<String> lines() {
        List<String> lines =
                new ArrayList<>(source.lines().map(line -> line + "\n").toList());
        if (!lines.isEmpty()) {
            int last = lines.size() - 1;
            lines.set(last, lines.get(last).stripTrailing());
        }
        return lines;
    }
}
