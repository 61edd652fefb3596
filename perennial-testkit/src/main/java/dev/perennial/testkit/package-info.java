/** JUnit extension around the simulator. */
@NullMarked
package dev.perennial.testkit;

import org.jspecify.annotations.NullMarked;
