/** What sessions that survive cost, and what they are worth. */
@NullMarked
package dev.perennial.benchmarks.session;

import org.jspecify.annotations.NullMarked;
