@NullMarked
package dev.perennial.governor.estimate;

import org.jspecify.annotations.NullMarked;
