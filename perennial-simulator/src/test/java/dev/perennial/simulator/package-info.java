@NullMarked
package dev.perennial.simulator;

import org.jspecify.annotations.NullMarked;
