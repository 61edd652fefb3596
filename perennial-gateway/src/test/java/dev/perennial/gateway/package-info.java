@NullMarked
package dev.perennial.gateway;

import org.jspecify.annotations.NullMarked;
