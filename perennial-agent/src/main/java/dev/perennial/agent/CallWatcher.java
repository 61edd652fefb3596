package dev.perennial.agent;

import dev.perennial.agent.permission.PermissionWitness;

/**
 * Is told how a call goes: at least what its tool prints. Calls may come from several threads, one at a time for one call.
 */
@FunctionalInterface
public interface CallWatcher extends PermissionWitness {

    /** It is decided that the call is run, or why it is not; when this returns the tool begins. */
    default void starts() {}

    /** The next piece of what the tool prints. */
    void printed(String text);
}
