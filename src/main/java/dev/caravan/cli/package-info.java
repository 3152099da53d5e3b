/**
 * The command line: arguments, terminal, exit codes.
 *
 * <p>Comes in: words and signals. Goes out: lines for a person or a machine, and 0 (all good), 1 (something failed and the
 * summary says what) or 2 (wrong usage). The only package that prints. It must never know SQL.
 */
package dev.caravan.cli;
