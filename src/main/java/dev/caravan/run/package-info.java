/**
 * Nodes run in dependency order: models fill relations, data tests count what fails.
 *
 * <p>Comes in: a manifest, a selection, a warehouse. Goes out: {@link dev.caravan.run.RunResults}. It must never know a
 * batch, a route or a terminal.
 */
package dev.caravan.run;
