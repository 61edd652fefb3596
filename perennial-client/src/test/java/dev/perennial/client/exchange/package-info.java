@NullMarked
package dev.perennial.client.exchange;

import org.jspecify.annotations.NullMarked;
