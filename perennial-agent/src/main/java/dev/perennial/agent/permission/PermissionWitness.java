package dev.perennial.agent.permission;

/** Is told what a person is asked, and what the answer is; by itself it does nothing with that. */
public interface PermissionWitness {

    /** Whom nobody tells anything. */
    PermissionWitness NOBODY = new PermissionWitness() {};

    /** A person is asked now. */
    default void asked(PermissionQuestion question) {}

    /** The person has answered. */
    default void answered(PermissionAnswer answer) {}
}
