package dev.caravan.cli;

/**
 * Texts on their way to a terminal or to the lines of a log. Names come from outside: a line break or an escape sequence among
 * them must neither redraw the one nor forge a line of the other, and stands there as its number.
 */
final class Printable {
    private static final String INDENT = "    ";
    private static final String TAB = "\\u0009";

    private Printable() {}

    /** A text on one line. JSON stays JSON, and means the same. */
    static String word(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (moves(point)) {
                for (char half : Character.toChars(point)) {
                    printable.append(String.format("\\u%04x", (int) half));
                }
            } else {
                printable.appendCodePoint(point);
            }
        });
        return printable.toString();
    }

    /** A text of several lines. Those below the first are indented, so that none can be taken for another first one. */
    static String lines(String text) {
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean flush = i > 0 && !lines[i].isEmpty() && !Character.isWhitespace(lines[i].charAt(0));
            lines[i] = (flush ? INDENT : "") + word(lines[i]).replace(TAB, "\t");
        }
        return String.join("\n", lines);
    }

    /** Whether it moves what is printed after it: control characters, ends of lines, and those that turn a text round. */
    private static boolean moves(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
