/** Whether a server is out, as all messages to it see it together. */
@NullMarked
package dev.perennial.stream.circuit;

import org.jspecify.annotations.NullMarked;
