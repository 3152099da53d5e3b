/**
 * Extraction by Camel: the component {@code caravan:}, and the context that runs the YAML in {@code routes/}.
 *
 * <p>Comes in: routes and what they may ask of the pipeline. Goes out: committed batches and warnings. It must never know
 * SQL of a warehouse, or how a part is written.
 */
package dev.caravan.camel;
