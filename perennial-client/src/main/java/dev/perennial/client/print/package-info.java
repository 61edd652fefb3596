/**
 * Text that streams, shown to people: {@link dev.perennial.client.print.PacedPrinter} writes at a steady pace what comes in bursts.
 */
@NullMarked
package dev.perennial.client.print;

import org.jspecify.annotations.NullMarked;
