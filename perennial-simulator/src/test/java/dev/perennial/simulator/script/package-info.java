@NullMarked
package dev.perennial.simulator.script;

import org.jspecify.annotations.NullMarked;
