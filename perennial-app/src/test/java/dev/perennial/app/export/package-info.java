@NullMarked
package dev.perennial.app.export;

import org.jspecify.annotations.NullMarked;
