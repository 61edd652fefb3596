/** A brain that gives back recorded exchanges, byte for byte and in their own time. */
@NullMarked
package dev.perennial.simulator.replay;

import org.jspecify.annotations.NullMarked;
