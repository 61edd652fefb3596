/** What happens to messages, for monitoring systems; each listener needs the library in its name. */
@NullMarked
package dev.perennial.client.telemetry;

import org.jspecify.annotations.NullMarked;
