/**
 * How long a stream may make no progress: fixed times, and times learned from the gaps that healthy streams had.
 *
 * <p>{@link dev.perennial.stream.clocks.Clocks} is what a message asks; {@link dev.perennial.stream.clocks.LearnedClocks} answers
 * from {@link dev.perennial.stream.clocks.Timings}, which many messages share.
 */
@NullMarked
package dev.perennial.stream.clocks;

import org.jspecify.annotations.NullMarked;
