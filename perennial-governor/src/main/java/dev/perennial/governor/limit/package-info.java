/** The model of a rate limit: three token buckets that are taken from together, and what a server tells of its own. */
@NullMarked
package dev.perennial.governor.limit;

import org.jspecify.annotations.NullMarked;
