/** A brain that gives the replies of a file. */
@NullMarked
package dev.perennial.simulator.script;

import org.jspecify.annotations.NullMarked;
