/** The page in a real browser. */
@NullMarked
package dev.perennial.web.page;

import org.jspecify.annotations.NullMarked;
