/** Other processes that a program measures, or that must not count in what it measures. */
@NullMarked
package dev.perennial.benchmarks.process;

import org.jspecify.annotations.NullMarked;
