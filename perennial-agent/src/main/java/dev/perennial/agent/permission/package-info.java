/** What tools may do without asking, what they may not do, and whom to ask about the rest. */
@NullMarked
package dev.perennial.agent.permission;

import org.jspecify.annotations.NullMarked;
