/**
 * The life of a Redshift warehouse in AWS: what it needs is made, asked for, paused and deleted, step by step. Settings of an
 * environment come in; an overlay with the endpoint and progress for a person go out. State is asked from AWS each time and
 * kept nowhere else, and nothing is changed or deleted that does not carry Caravan's tags. It knows no SQL and no warehouse,
 * and never sees a password.
 */
package dev.caravan.cluster;
