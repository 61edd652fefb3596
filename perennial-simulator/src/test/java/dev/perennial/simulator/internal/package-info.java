@NullMarked
package dev.perennial.simulator.internal;

import org.jspecify.annotations.NullMarked;
