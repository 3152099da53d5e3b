/**
 * What Caravan shows or serves over HTTP: pages for people, and the recorded API that stands in for Coinlore in the
 * demo. Requests come in; what {@code pipeline} and the files of a project say goes out. It changes nothing on its own
 * and knows no database.
 */
package dev.caravan.web;
