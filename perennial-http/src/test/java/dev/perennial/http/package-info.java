@NullMarked
package dev.perennial.http;

import org.jspecify.annotations.NullMarked;
