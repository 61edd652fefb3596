package dev.perennial.app;

import static java.util.Objects.requireNonNull;

/**
 * What one check of the doctor found.
 *
 * @param health how bad it is
 * @param what what was looked at
 * @param text what was found, and the way out if it is not well
 */
record Finding(Health health, String what, String text) {

    /** How bad a finding is. */
    enum Health {
        WELL("ok     "),
        ODD("note   "),
        BROKEN("broken ");

        private final String mark;

        Health(String mark) {
            this.mark = mark;
        }
    }

    Finding {
        requireNonNull(health, "health");
        requireNonNull(what, "what");
        requireNonNull(text, "text");
    }

    static Finding well(String what, String text) {
        return new Finding(Health.WELL, what, text);
    }

    static Finding odd(String what, String text) {
        return new Finding(Health.ODD, what, text);
    }

    static Finding broken(String what, String text) {
        return new Finding(Health.BROKEN, what, text);
    }

    String line() {
        return health.mark + what + ": " + text;
    }
}
