/**
 * The way of a row as a drawn graph: from an endpoint of an API to a raw table, staging, star, marts and analyses.
 *
 * <p>Comes in: the manifest. Goes out: nodes with places, edges, as records that become JSON as they are. It must never know
 * a browser. The layout library is loaded when a graph is first asked for, and no earlier.
 */
package dev.caravan.docs.lineage;
