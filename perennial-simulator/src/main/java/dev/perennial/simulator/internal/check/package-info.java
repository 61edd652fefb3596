/** What the API refuses, one class for each rule; no API. */
@NullMarked
package dev.perennial.simulator.internal.check;

import org.jspecify.annotations.NullMarked;
