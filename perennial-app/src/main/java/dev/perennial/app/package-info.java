/** Composition root and command line. */
@NullMarked
package dev.perennial.app;

import org.jspecify.annotations.NullMarked;
