/** How long prompts and answers will be, without asking anybody. */
@NullMarked
package dev.perennial.governor.estimate;

import org.jspecify.annotations.NullMarked;
