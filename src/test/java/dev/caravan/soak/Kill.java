package dev.caravan.soak;

/**
 * A kill that was done.
 *
 * @param moment when, for a person
 * @param coins the poll of coins that was begun last
 * @param markets the poll of markets that was begun last
 */
record Kill(String moment, long coins, long markets) {}
