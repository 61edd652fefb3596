/** What a person or a program reads while a session runs. */
@NullMarked
package dev.perennial.app.terminal;

import org.jspecify.annotations.NullMarked;
