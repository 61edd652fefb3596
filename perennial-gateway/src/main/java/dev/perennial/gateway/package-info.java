/**
 * The Messages API door for every client: whatever is sent to it goes to the API, and messages that are streamed from there
 * do not break.
 *
 * <p>Start at {@link dev.perennial.gateway.Gateway}.
 */
@NullMarked
package dev.perennial.gateway;

import org.jspecify.annotations.NullMarked;
