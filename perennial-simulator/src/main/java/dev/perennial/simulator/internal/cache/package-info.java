/** The prompt cache: which part of a prompt was read before, and what that does to the usage. */
@NullMarked
package dev.perennial.simulator.internal.cache;

import org.jspecify.annotations.NullMarked;
