/** The keys that a gateway gives to its clients, and what each of them has cost. */
@NullMarked
package dev.perennial.app.keys;

import org.jspecify.annotations.NullMarked;
