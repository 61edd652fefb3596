@NullMarked
package dev.perennial.simulator.validation;

import org.jspecify.annotations.NullMarked;
