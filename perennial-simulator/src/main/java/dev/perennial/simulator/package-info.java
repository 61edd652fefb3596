/** A faithful fake of the Messages API, deterministic from a seed. */
@NullMarked
package dev.perennial.simulator;

import org.jspecify.annotations.NullMarked;
