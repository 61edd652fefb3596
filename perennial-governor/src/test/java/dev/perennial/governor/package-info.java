@NullMarked
package dev.perennial.governor;

import org.jspecify.annotations.NullMarked;
