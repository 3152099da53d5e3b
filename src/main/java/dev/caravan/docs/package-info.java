/**
 * What a project is, for people to look at: its catalog, its lineage, the diagram of its star, and the exports that carry
 * them elsewhere. A manifest and what the warehouse says of its relations come in; plain values, text and files go out. It
 * knows no HTTP, and changes nothing in the warehouse.
 */
package dev.caravan.docs;
