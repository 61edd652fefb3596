/** From a brain's reply to a message or its stream; no API. */
@NullMarked
package dev.perennial.simulator.internal.message;

import org.jspecify.annotations.NullMarked;
