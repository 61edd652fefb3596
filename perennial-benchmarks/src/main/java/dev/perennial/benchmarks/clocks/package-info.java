/** What the learned clocks do to streams that are well, slow or dead, in virtual time. */
@NullMarked
package dev.perennial.benchmarks.clocks;

import org.jspecify.annotations.NullMarked;
