@NullMarked
package dev.perennial.agent.output;

import org.jspecify.annotations.NullMarked;
