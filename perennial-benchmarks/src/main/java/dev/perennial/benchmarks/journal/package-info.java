/** What keeping sessions costs, beside a bare SQLite table. */
@NullMarked
package dev.perennial.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
