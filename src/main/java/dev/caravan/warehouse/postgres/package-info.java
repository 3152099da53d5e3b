/**
 * A PostgreSQL database as a warehouse, version 14 or later.
 *
 * <p>Comes in: the warehouse's interface. Goes out: PostgreSQL's SQL, and parts streamed over COPY. Nobody imports it:
 * {@link dev.caravan.warehouse.Warehouses} finds it.
 */
package dev.caravan.warehouse.postgres;
