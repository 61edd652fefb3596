@NullMarked
package dev.perennial.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
