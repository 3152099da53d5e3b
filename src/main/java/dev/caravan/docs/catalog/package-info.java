/**
 * The data dictionary: every endpoint, source, model and analysis with its columns, tests, neighbours and SQL.
 *
 * <p>Comes in: the manifest, the warehouse's catalog, and as plain values what was seen of nodes: results, rows, freshness.
 * Goes out: records that become JSON as they are. It must never know where a run's history is kept.
 */
package dev.caravan.docs.catalog;
