/** What others call by name and nobody else needs. */
@NullMarked
package dev.perennial.journal.internal;

import org.jspecify.annotations.NullMarked;
