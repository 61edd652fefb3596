/** Markdown on a terminal, while it is being written. */
@NullMarked
package dev.perennial.app.terminal.markdown;

import org.jspecify.annotations.NullMarked;
