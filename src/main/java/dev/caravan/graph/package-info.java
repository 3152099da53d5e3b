/**
 * Nodes, edges, order, cycles and selectors as pure functions: no file, no database, no clock.
 */
package dev.caravan.graph;
