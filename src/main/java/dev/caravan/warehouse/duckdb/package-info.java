/**
 * The embedded warehouse: one DuckDB file, owned by one process at a time.
 *
 * <p>Comes in: the warehouse's interface. Goes out: DuckDB's SQL and its ways of reading CSV files. Nobody imports it:
 * {@link dev.caravan.warehouse.Warehouses} finds it.
 */
package dev.caravan.warehouse.duckdb;
