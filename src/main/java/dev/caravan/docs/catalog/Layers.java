package dev.caravan.docs.catalog;

import dev.caravan.compile.Analysis;
import dev.caravan.compile.DataTest;
import dev.caravan.compile.Node;
import dev.caravan.compile.SourceTable;
import java.util.List;

/** Where on the way of a row a node stands: {@code api}, {@code raw}, {@code staging}, {@code star}, {@code marts}, … */
public final class Layers {
    /** Of endpoints. */
    public static final String API = "api";

    private static final List<String> ORDER = List.of(API, "raw", "staging", "star", "marts", "tests", "analyses");

    private Layers() {}

    /** A model's is the folder of {@code models/} that it lies in, however deep. */
    public static String of(Node node) {
        if (node instanceof SourceTable) {
            return "raw";
        }
        if (node instanceof DataTest) {
            return "tests";
        }
        if (node instanceof Analysis) {
            return "analyses";
        }
        return node.selectable().folders().stream().findFirst().orElse("models");
    }

    /** Whether every project has it; another one is named by the project's own folder. */
    public static boolean isKnown(String layer) {
        return ORDER.contains(layer);
    }

    /** The place of a layer on the way of a row; one that only this project has comes last. */
    public static int place(String layer) {
        return isKnown(layer) ? ORDER.indexOf(layer) : ORDER.size();
    }
}
