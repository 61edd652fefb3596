/** The journal of sessions: what keeps it has to do, and the values that go in and come out. */
@NullMarked
package dev.perennial.agent.journal;

import org.jspecify.annotations.NullMarked;
