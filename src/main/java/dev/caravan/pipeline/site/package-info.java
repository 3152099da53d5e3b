/**
 * What can be seen of a project while it works: tables, charts, runs, batches, one line of a landed file. Questions come in,
 * plain values go out. It changes nothing, holds up no run, and knows no HTTP.
 */
package dev.caravan.pipeline.site;
