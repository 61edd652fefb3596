/** What several parts of the simulator share; no API. */
@NullMarked
package dev.perennial.simulator.internal;

import org.jspecify.annotations.NullMarked;
