/**
 * Committed batches into raw tables, once each, and the ledger that knows which.
 *
 * <p>Comes in: a landing and a warehouse. Goes out: rows loaded, reconciled with rows landed. It must never know a route or
 * a model.
 */
package dev.caravan.load;
