/** What packages of this module share; not for others. */
@NullMarked
package dev.perennial.client.internal;

import org.jspecify.annotations.NullMarked;
