/**
 * The official SDK made dependable: client factory and message streams.
 *
 * <p>Start at {@link dev.perennial.client.ClientFactory} and {@link dev.perennial.client.MessageStream}.
 */
@NullMarked
package dev.perennial.client;

import org.jspecify.annotations.NullMarked;
