package dev.caravan.warehouse.postgres;

/** Statements as text. */
final class PostgresText {
    private PostgresText() {}

    /** A text between dollar signs, whatever it holds. */
    static String dollarQuoted(String text) {
        String tag = "$caravan$";
        for (int i = 1; text.contains(tag); i++) {
            tag = "$caravan" + i + "$";
        }
        return tag + "\n" + text + "\n" + tag;
    }
}
