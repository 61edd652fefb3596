/** The journal of sessions in an SQLite file. */
@NullMarked
package dev.perennial.journal;

import org.jspecify.annotations.NullMarked;
