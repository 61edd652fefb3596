@NullMarked
package dev.perennial.agent.permission;

import org.jspecify.annotations.NullMarked;
