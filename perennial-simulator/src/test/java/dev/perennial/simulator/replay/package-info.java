@NullMarked
package dev.perennial.simulator.replay;

import org.jspecify.annotations.NullMarked;
