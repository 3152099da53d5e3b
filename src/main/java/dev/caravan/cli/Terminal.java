package dev.caravan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Where output goes. Results go to {@code out}; progress, logs and errors go to {@code err}, so that a pipe gets results
 * alone.
 *
 * @param live whether a person watches: then progress is redrawn in place
 * @param colours whether colours are wanted; {@code NO_COLOR} turns them off (no-color.org)
 */
record Terminal(PrintWriter out, PrintWriter err, boolean live, boolean colours) {

    static Terminal ofProcess(Map<String, String> processEnvironment) {
        // A console means that input and output are a terminal; CI systems and pipes have none.
        boolean live = System.console() != null && !"dumb".equals(processEnvironment.get("TERM"));
        return new Terminal(
                writer(System.out), writer(System.err), live, live && !processEnvironment.containsKey("NO_COLOR"));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, UTF_8);
    }

    String green(String text) {
        return colour("32", text);
    }

    String red(String text) {
        return colour("31", text);
    }

    String yellow(String text) {
        return colour("33", text);
    }

    String faint(String text) {
        return colour("2", text);
    }

    String bold(String text) {
        return colour("1", text);
    }

    private String colour(String code, String text) {
        return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
