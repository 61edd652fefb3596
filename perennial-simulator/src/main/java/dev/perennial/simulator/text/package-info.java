/** A brain that writes a known pseudo-text. */
@NullMarked
package dev.perennial.simulator.text;

import org.jspecify.annotations.NullMarked;
