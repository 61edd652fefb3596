/** Everyday patterns as programs of a few lines, each of which is tested; {@link Examples} has them all. */
@NullMarked
package dev.perennial.examples;

import org.jspecify.annotations.NullMarked;
