/** Reads JSON where it lies, without building anything; not part of the API. */
@NullMarked
package dev.perennial.stream.internal;

import org.jspecify.annotations.NullMarked;
