/** Settings from defaults, files, environment and flags, each with its origin. */
@NullMarked
package dev.perennial.app.config;

import org.jspecify.annotations.NullMarked;
