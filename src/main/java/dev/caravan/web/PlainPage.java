package dev.caravan.web;

import java.util.List;

/** A page of a few lines, for a person who came to where nothing is. */
final class PlainPage {
    private PlainPage() {}

    static String of(int status, List<String> lines) {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<title>Caravan: ")
                .append(status)
                .append("</title>\n<main>\n<h1>")
                .append(status)
                .append("</h1>\n");
        lines.forEach(line -> page.append("<p>").append(escape(line)).append("</p>\n"));
        return page.append("</main>\n</html>\n").toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
