/**
 * The star as a Jupyter notebook: what there is, how it hangs together, and queries to begin with.
 *
 * <p>Comes in: a star, where its warehouse is, and the project's own cells of {@code notebooks/}. Goes out: the text of one
 * {@code .ipynb}, the same for the same star. It must never know a row or a password. Format: nbformat 4.5
 * (nbformat.readthedocs.io).
 */
package dev.caravan.docs.notebook;
