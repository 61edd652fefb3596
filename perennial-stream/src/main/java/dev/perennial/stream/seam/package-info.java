/**
 * The seam between a text that broke off and its continuation: what to ask for, and what of the answer is new.
 *
 * <p>All that is decided here is decided from texts alone; {@code docs/recovery.md}, "The seam", has the rules in words.
 */
@NullMarked
package dev.perennial.stream.seam;

import org.jspecify.annotations.NullMarked;
