@NullMarked
package dev.perennial.simulator.internal.limit;

import org.jspecify.annotations.NullMarked;
