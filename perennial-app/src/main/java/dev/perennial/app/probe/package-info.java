/** Asks a server of the Messages API what nobody outside Anthropic knows of it yet. */
@NullMarked
package dev.perennial.app.probe;

import org.jspecify.annotations.NullMarked;
