package dev.caravan.docs.diagram;

import dev.caravan.docs.star.Star;

/** Draws a star as an SVG that shows light or dark as its reader likes it. */
public final class StarDiagram {

    private StarDiagram() {}

    /** @return the text of the SVG; the same star gives the same text */
    public static String svg(Star star) {
        throw new UnsupportedOperationException();
    }
}
