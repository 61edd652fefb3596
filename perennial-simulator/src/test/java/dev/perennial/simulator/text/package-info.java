@NullMarked
package dev.perennial.simulator.text;

import org.jspecify.annotations.NullMarked;
