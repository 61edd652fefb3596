/**
 * One unbroken message out of attempts that may break: {@link dev.perennial.stream.recovery.Recovery} decides, a driver does.
 *
 * <p>Nothing here opens a socket, starts a thread, reads a clock or a source of randomness. {@code docs/recovery.md} has the
 * rules in words and the contract for drivers.
 */
@NullMarked
package dev.perennial.stream.recovery;

import org.jspecify.annotations.NullMarked;
