@NullMarked
package dev.perennial.simulator.manner;

import org.jspecify.annotations.NullMarked;
