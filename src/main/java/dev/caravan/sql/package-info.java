/**
 * SQL as plain values: relations, columns, types, and the dialect that renders them.
 *
 * <p>Comes in: names and types. Goes out: text of SQL. It must never know a connection.
 */
package dev.caravan.sql;
