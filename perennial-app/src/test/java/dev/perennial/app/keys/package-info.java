@NullMarked
package dev.perennial.app.keys;

import org.jspecify.annotations.NullMarked;
