/** Clients of others, unmodified, before the gateway. */
@NullMarked
package dev.perennial.gateway.clients;

import org.jspecify.annotations.NullMarked;
