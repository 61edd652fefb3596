@NullMarked
package dev.perennial.client.governor;

import org.jspecify.annotations.NullMarked;
