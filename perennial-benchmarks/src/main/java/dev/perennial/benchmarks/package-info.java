/** Programs that print the figures which the documents quote. */
@NullMarked
package dev.perennial.benchmarks;

import org.jspecify.annotations.NullMarked;
