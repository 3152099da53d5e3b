/**
 * The soak: {@code caravan start} polls an API that stumbles, is killed on the way, and what stands in the star at the end is
 * held against what the API answered. {@code Soak} is run by hand and takes half an hour; {@code SoakTest} is its short form.
 */
package dev.caravan.soak;
