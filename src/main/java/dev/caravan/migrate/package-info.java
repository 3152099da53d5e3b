/**
 * Liquibase: changelogs, contexts, what is pending, and the way back.
 *
 * <p>Comes in: a project's {@code migrations/} and a warehouse. Goes out: the changesets that ran. It must never know a
 * batch or a model.
 */
package dev.caravan.migrate;
