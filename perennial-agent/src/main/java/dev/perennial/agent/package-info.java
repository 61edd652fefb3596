/** Sessions, the loop and its folds; the interface of a tool. */
@NullMarked
package dev.perennial.agent;

import org.jspecify.annotations.NullMarked;
