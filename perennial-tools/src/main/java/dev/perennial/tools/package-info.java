/** Shell and text editor, as the agent's tools. */
@NullMarked
package dev.perennial.tools;

import org.jspecify.annotations.NullMarked;
