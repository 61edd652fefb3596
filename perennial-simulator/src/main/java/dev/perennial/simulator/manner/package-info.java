/**
 * How a simulated model goes on with an answer that was interrupted: exactly, as it was asked to, sloppily, or not at all.
 */
@NullMarked
package dev.perennial.simulator.manner;

import org.jspecify.annotations.NullMarked;
