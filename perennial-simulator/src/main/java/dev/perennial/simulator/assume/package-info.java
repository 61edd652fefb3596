/**
 * What nobody outside Anthropic knows of the Messages API yet, and what the simulator takes for granted until somebody
 * asks.
 */
@NullMarked
package dev.perennial.simulator.assume;

import org.jspecify.annotations.NullMarked;
