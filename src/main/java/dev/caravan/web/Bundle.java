package dev.caravan.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page with all of its style sheets as one file and all of its deferred scripts as another, in the order in which it
 * names them. A browser asks for six files at a time, so that fifty small ones make it wait far longer than their bytes do.
 *
 * @param index the document, which names the two files in place of the many
 */
record Bundle(String index, String styles, String scripts) {
    static final String STYLES_NAME = "bundle.css";
    static final String SCRIPTS_NAME = "bundle.js";

    private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\">\n");
    private static final Pattern SCRIPT = Pattern.compile("<script defer src=\"([^\"]+)\"></script>\n");
    /** No file's last statement reaches into the next, and none's "use strict" at its head holds for all. */
    private static final String BETWEEN_SCRIPTS = "\n;\n";

    /** @param file gives the text of a file that the document names */
    static Bundle of(String index, UnaryOperator<String> file) {
        String document = inPlaceOfAll(STYLE, index, "<link rel=\"stylesheet\" href=\"" + STYLES_NAME + "\">\n");
        document = inPlaceOfAll(SCRIPT, document, "<script defer src=\"" + SCRIPTS_NAME + "\"></script>\n");
        return new Bundle(
                document,
                names(STYLE, index).stream().map(file).collect(Collectors.joining("\n")),
                names(SCRIPT, index).stream()
                        .map(file)
                        .collect(Collectors.joining(BETWEEN_SCRIPTS, BETWEEN_SCRIPTS, BETWEEN_SCRIPTS)));
    }

    private static String inPlaceOfAll(Pattern element, String document, String one) {
        Matcher first = element.matcher(document);
        if (!first.find()) {
            return document;
        }
        return document.substring(0, first.start())
                + one
                + element.matcher(document.substring(first.end())).replaceAll("");
    }

    private static List<String> names(Pattern element, String document) {
        List<String> names = new ArrayList<>();
        for (Matcher each = element.matcher(document); each.find(); ) {
            names.add(each.group(1));
        }
        return names;
    }
}
