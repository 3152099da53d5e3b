/**
 * The one interface that hides DuckDB, PostgreSQL and Redshift; each has a package below, found by
 * {@link java.util.ServiceLoader}, and nobody imports it.
 *
 * <p>Comes in: SQL, and files to copy. Goes out: rows, counts, and the catalog. It must never know a model, a batch or a
 * ledger: who calls it gives meaning to what it runs. {@code java.sql} goes no higher than this package.
 */
package dev.caravan.warehouse;
