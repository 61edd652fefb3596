package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

/**
 * What a session is opened with.
 *
 * @param id the session's id
 * @param folder the absolute path of the folder in which its tools work, for people to see
 * @param model the model that is asked
 * @param simulated whether the built-in simulator answers
 * @param maxRequests how many requests one run may send before it ends as {@link Outcome#BUDGET_SPENT}; at least 1
 */
public record SessionSettings(String id, String folder, String model, boolean simulated, int maxRequests) {

    public SessionSettings {
        requireNonNull(id, "id");
        requireNonNull(folder, "folder");
        requireNonNull(model, "model");
        if (maxRequests < 1) {
            throw new IllegalArgumentException("maxRequests is " + maxRequests + ", but has to be at least 1");
        }
    }
}
