/**
 * The star as a Power BI project: a semantic model in TMDL and a report in PBIR, which Power BI Desktop opens and asks the
 * warehouse for rows.
 *
 * <p>Comes in: a star and where its warehouse is. Goes out: files by name, the same for the same star. It must never know a
 * row, a user or a password. Formats: Microsoft Learn, "Power BI Desktop projects", "Tabular Model Definition Language".
 */
package dev.caravan.docs.powerbi;
