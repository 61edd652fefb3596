@NullMarked
package dev.perennial.simulator.internal.message;

import org.jspecify.annotations.NullMarked;
