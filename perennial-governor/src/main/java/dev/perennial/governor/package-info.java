/**
 * Pure governor: which request may go now, so that the rate limit is used and never hit.
 *
 * <p>Nothing here opens a socket, starts a thread or reads a clock. {@link dev.perennial.governor.Governor} is where to begin.
 */
@NullMarked
package dev.perennial.governor;

import org.jspecify.annotations.NullMarked;
