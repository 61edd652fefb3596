package dev.perennial.simulator.manner;

import static java.util.Objects.requireNonNull;

/**
 * An answer that was interrupted, as the model finds it in the conversation.
 *
 * @param written what it has written so far
 * @param rest exactly what is missing; empty if nothing is
 * @param request the user's request to go on; empty after a prefill
 */
public record Interrupted(String written, String rest, String request) {

    public Interrupted {
        requireNonNull(written, "written");
        requireNonNull(rest, "rest");
        requireNonNull(request, "request");
    }
}
