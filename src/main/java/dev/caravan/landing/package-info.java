/**
 * Batches, parts and manifests, on a folder or S3: what one poll left behind, whole or not at all.
 *
 * <p>Comes in: records of one poll. Goes out: CSV parts, {@code batch.json}, and {@code manifest.json} as the commit mark.
 * It must never know a database or a route.
 */
package dev.caravan.landing;
