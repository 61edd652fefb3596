/** Rate limits of the simulated API: what they are, and how to change them while it runs. */
@NullMarked
package dev.perennial.simulator.limit;

import org.jspecify.annotations.NullMarked;
