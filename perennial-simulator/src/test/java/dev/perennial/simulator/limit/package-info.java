@NullMarked
package dev.perennial.simulator.limit;

import org.jspecify.annotations.NullMarked;
