@NullMarked
package dev.perennial.simulator.sdk;

import org.jspecify.annotations.NullMarked;
