package dev.perennial.governor.budget;

import static java.util.Objects.requireNonNull;

/**
 * On whose account something is spent.
 *
 * @param session the session
 * @param credential the fingerprint of the credential
 * @param day the day, such as {@code 2026-11-22}
 */
public record Spender(String session, String credential, String day) {

    public Spender {
        requireNonNull(session, "session");
        requireNonNull(credential, "credential");
        requireNonNull(day, "day");
    }

    String name(Scope scope) {
        return switch (scope) {
            case ALL -> "";
            case SESSION -> session;
            case DAY -> day;
            case CREDENTIAL -> credential;
        };
    }
}
