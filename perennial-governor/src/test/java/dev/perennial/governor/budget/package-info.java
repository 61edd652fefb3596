@NullMarked
package dev.perennial.governor.budget;

import org.jspecify.annotations.NullMarked;
