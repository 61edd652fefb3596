@NullMarked
package dev.perennial.stream.seam;

import org.jspecify.annotations.NullMarked;
