/**
 * What others measure a process by: metrics, traces and lineage events. What {@code pipeline} tells while it works comes in;
 * what Prometheus, OpenTelemetry and OpenLineage understand goes out. It never fails a run and never lets one wait, and its
 * libraries are loaded only where something is switched on.
 */
package dev.caravan.telemetry;
