@NullMarked
package dev.perennial.simulator.internal.facts;

import org.jspecify.annotations.NullMarked;
