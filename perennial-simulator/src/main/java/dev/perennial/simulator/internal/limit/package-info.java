/** Keeps the rate limits; no API. */
@NullMarked
package dev.perennial.simulator.internal.limit;

import org.jspecify.annotations.NullMarked;
