/** What may be spent, in tokens and money, and what was. */
@NullMarked
package dev.perennial.governor.budget;

import org.jspecify.annotations.NullMarked;
