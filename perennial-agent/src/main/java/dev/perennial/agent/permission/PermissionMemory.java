package dev.perennial.agent.permission;

import java.util.List;

/** What people allowed for all sessions in a start folder. */
public interface PermissionMemory {

    /** Nothing is remembered. */
    PermissionMemory NONE = new PermissionMemory() {
        @Override
        public List<PermissionRule> rules() {
            return List.of();
        }

        @Override
        public void add(List<PermissionRule> rules) {}
    };

    /** What was allowed. */
    List<PermissionRule> rules();

    /** Remembers more. */
    void add(List<PermissionRule> rules);
}
