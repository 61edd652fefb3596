@NullMarked
package dev.perennial.benchmarks.governor;

import org.jspecify.annotations.NullMarked;
