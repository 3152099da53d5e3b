/**
 * The fault kit: what breaks in a row of runs is drawn from one number, and what one clean run makes of it is held against the
 * landing and against a warehouse that nothing disturbed.
 *
 * <p>{@code Theatre} performs a {@code FaultSchedule} on an {@code Arena}, one kind for each warehouse; {@code Faulty…} classes
 * stand where a wire can be cut. {@code FaultSchedulesContract} is where to begin reading.
 */
package dev.caravan.faults;
