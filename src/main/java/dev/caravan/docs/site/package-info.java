/**
 * A folder that opens from disk as the page: the front end of the jar, and what it asks for as scripts.
 *
 * <p>Comes in: a path of the page's interface and its answer. Goes out: files. It must never know what an answer means.
 */
package dev.caravan.docs.site;
