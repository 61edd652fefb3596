package dev.perennial.agent.permission;

/** Is told what a person is asked, and what the answer is. */
public interface PermissionWitness {

    /** Whom nobody tells anything. */
    PermissionWitness NOBODY = new PermissionWitness() {
        @Override
        public void asked(PermissionQuestion question) {}

        @Override
        public void answered(PermissionAnswer answer) {}
    };

    /** A person is asked now. */
    void asked(PermissionQuestion question);

    /** The person has answered. */
    void answered(PermissionAnswer answer);
}
