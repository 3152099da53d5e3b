/**
 * An Amazon Redshift cluster or serverless workgroup as a warehouse.
 *
 * <p>Comes in: the warehouse's interface. Goes out: Redshift's SQL, and one COPY that lets the cluster read parts from S3
 * itself. It must never read a part. Nobody imports it: {@link dev.caravan.warehouse.Warehouses} finds it.
 */
package dev.caravan.warehouse.redshift;
