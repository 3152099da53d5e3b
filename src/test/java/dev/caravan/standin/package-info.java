/**
 * A Redshift for tests: the real Redshift JDBC driver talks to a front that speaks PostgreSQL's protocol, refuses what
 * Redshift refuses, does what only Redshift does (COPY, UNLOAD, late-binding views, ...), and hands all else to a real
 * PostgreSQL. It knows nothing of Caravan. What only a cluster can show (plans, slices, sort keys at work, prices)
 * stays unseen here.
 */
package dev.caravan.standin;
