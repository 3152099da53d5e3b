/**
 * What all exports share: the folder that they write, and where their readers find the warehouse.
 *
 * <p>Comes in: file names with their texts, and an environment. Goes out: a folder that an export made before may be
 * replaced, and nothing that somebody else made. It must never know what the files are.
 */
package dev.caravan.docs.export;
