/**
 * The star as a picture: tables, their keys, and what points where, as an SVG.
 *
 * <p>Comes in: a star. Goes out: the text of one SVG that needs no other file. It must never know where it is shown.
 */
package dev.caravan.docs.diagram;
