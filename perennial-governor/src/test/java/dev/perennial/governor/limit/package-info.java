@NullMarked
package dev.perennial.governor.limit;

import org.jspecify.annotations.NullMarked;
