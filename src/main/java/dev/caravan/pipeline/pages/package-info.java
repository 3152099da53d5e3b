/**
 * The answers of the page's questions, the same over HTTP and in an exported folder.
 *
 * <p>Comes in: a site, which knows the project and its warehouse. Goes out: records and texts that become JSON as they are,
 * one for each path that the page asks for. It must never know HTTP or files.
 */
package dev.caravan.pipeline.pages;
