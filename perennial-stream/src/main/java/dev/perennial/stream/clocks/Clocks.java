package dev.perennial.stream.clocks;

import static java.util.Objects.requireNonNull;

/** Gives every message its clocks. Safe for use by several threads. */
public interface Clocks {

    /** The clocks of one message that begins. */
    MessageClocks begin(Request request);

    /**
     * What patience depends on in a request.
     *
     * @param model the model that is asked; empty if the request names none
     * @param effort how hard it is asked to think ({@code output_config.effort}); empty if that is left to the model
     * @param bytes the length of the request's body
     */
    record Request(String model, String effort, long bytes) {

        public Request {
            requireNonNull(model, "model");
            requireNonNull(effort, "effort");
        }
    }
}
