/**
 * Pure stream core: server-sent events to frames.
 *
 * <p>Nothing here opens a socket, starts a thread or reads a clock.
 */
@NullMarked
package dev.perennial.stream;

import org.jspecify.annotations.NullMarked;
