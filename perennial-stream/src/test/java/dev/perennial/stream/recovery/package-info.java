@NullMarked
package dev.perennial.stream.recovery;

import org.jspecify.annotations.NullMarked;
