/** Sessions as files for other people and programs. */
@NullMarked
package dev.perennial.app.export;

import org.jspecify.annotations.NullMarked;
