/**
 * One run: extract, land, load, migrate, build and test in order; run history; the object graph.
 *
 * <p>Comes in: a project and an environment. Goes out: {@code Caravan}, which the faces call. It must
 * never know Camel, a terminal or HTTP: extraction is handed in.
 */
package dev.caravan.pipeline;
