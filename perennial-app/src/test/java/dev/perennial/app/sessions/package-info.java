@NullMarked
package dev.perennial.app.sessions;

import org.jspecify.annotations.NullMarked;
