/**
 * The project as a person lays it out: where its files stand, what an environment sets, and how a problem is told.
 *
 * <p>Comes in: a directory, an environment's name, the process environment. Goes out: {@link dev.caravan.project.Project},
 * {@link dev.caravan.project.Environment} and {@link dev.caravan.project.Problem}. It must never know a database, Camel,
 * or any other package of ours.
 */
package dev.caravan.project;
