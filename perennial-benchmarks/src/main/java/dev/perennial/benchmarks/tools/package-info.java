/** What the shell, the editor and long outputs cost, beside raw twins. */
@NullMarked
package dev.perennial.benchmarks.tools;

import org.jspecify.annotations.NullMarked;
