package dev.caravan.camel;

/**
 * Gives a selector of an endpoint its plus signs back. A plus in the query of a URI is a space to Camel, but where a space
 * would mean nothing to a selector, at its ends, beside a comma and beside a number of steps, a plus was meant.
 */
final class PlusSigns {
    private PlusSigns() {}

    static String restored(String selector) {
        return selector.replaceAll("^ | $|(?<=,) | (?=,)", "+")
                .replaceAll("(?<=^|[ ,])(\\d+) (?=\\S)", "$1+")
                .replaceAll("(?<=\\S) (\\d+)(?=$|[ ,])", "+$1");
    }
}
