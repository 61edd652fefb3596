@NullMarked
package dev.perennial.app.probe;

import org.jspecify.annotations.NullMarked;
