/**
 * The star as a reader of it needs it: tables, columns, keys, and which column points at which.
 *
 * <p>Comes in: the manifest and, for types, what the warehouse's catalog says. Goes out: one immutable {@link
 * dev.caravan.docs.star.Star}, the same for the entity diagram and for every export. It must never know a file format.
 */
package dev.caravan.docs.star;
