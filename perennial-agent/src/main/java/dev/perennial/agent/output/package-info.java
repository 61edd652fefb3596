/** Texts of any size as results: how much of them is shown, where the whole is kept, how the rest is read. */
@NullMarked
package dev.perennial.agent.output;

import org.jspecify.annotations.NullMarked;
