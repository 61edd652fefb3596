@NullMarked
package dev.perennial.stream.internal;

import org.jspecify.annotations.NullMarked;
