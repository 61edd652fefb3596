/** Agents behind rate limits, in virtual time: what the governor makes of them, beside what others do. */
@NullMarked
package dev.perennial.benchmarks.governor;

import org.jspecify.annotations.NullMarked;
