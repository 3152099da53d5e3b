package dev.caravan.warehouse;

/**
 * How a warehouse's connections are used at a moment.
 *
 * @param waiting how many threads wait for one
 * @param most how many there may be
 */
public record Connections(int active, int idle, int waiting, int most) {}
