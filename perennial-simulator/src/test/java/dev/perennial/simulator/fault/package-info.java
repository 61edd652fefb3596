@NullMarked
package dev.perennial.simulator.fault;

import org.jspecify.annotations.NullMarked;
