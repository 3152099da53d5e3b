/**
 * Files of a project into an immutable {@link dev.caravan.compile.Manifest}: templates, properties, tests, compiled SQL.
 *
 * <p>Comes in: {@code models/} and the values of an environment. Goes out: nodes with the SQL of each, and their graph, or
 * every problem found, sorted by file and line. It must never know a database or a clock: two compiles of the same
 * files give the same bytes. FreeMarker stays in here.
 */
package dev.caravan.compile;
