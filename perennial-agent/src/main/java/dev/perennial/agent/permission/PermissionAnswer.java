package dev.perennial.agent.permission;

/** An answer to a {@link PermissionQuestion}. Where that has no rules, nothing is remembered. */
public enum PermissionAnswer {
    /** This call may be made. */
    ONCE,
    /** This call, and the same as long as the session lasts. */
    SESSION,
    /** This call, and the same in every session in this start folder. */
    PROJECT,
    /** This call may not be made. */
    NO
}
