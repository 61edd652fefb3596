/** What the program for the cost of reading is made of: a server of prepared streams, and the readers that it compares. */
@NullMarked
package dev.perennial.benchmarks.reading;

import org.jspecify.annotations.NullMarked;
