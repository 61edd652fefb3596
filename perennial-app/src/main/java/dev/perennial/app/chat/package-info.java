/** Where the lines of a chat come from: a line editor on a terminal, or standard input. */
@NullMarked
package dev.perennial.app.chat;

import org.jspecify.annotations.NullMarked;
