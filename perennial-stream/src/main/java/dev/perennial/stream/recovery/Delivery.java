package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

/**
 * How a consumer wants blocks that could turn out to be cut.
 *
 * @param thinking thinking: shown live, and closed without signature if it is cut; or held until its signature
 * @param toolInput calls of the client's tools: held until they are whole; or live, for consumers that follow restarts
 * @param structured text under a JSON schema: held until the stop reason or what follows it is there; or live, while a restart repeats what was delivered
 * @param restarts whether the consumer follows {@code : perennial restart N}: block N begins anew
 */
public record Delivery(Showing thinking, Showing toolInput, Showing structured, boolean restarts) {

    /** When a block is handed on. */
    public enum Showing {
        /** Frame by frame. */
        LIVE,
        /** Once it is whole. */
        HELD
    }

    /** For clients that know nothing of restarts: thinking live, calls and structured text held. */
    public static final Delivery WIRE = new Delivery(Showing.LIVE, Showing.HELD, Showing.HELD, false);

    /** For consumers that get, or keep, only what is whole: nothing but text is live. */
    public static final Delivery WHOLE = new Delivery(Showing.HELD, Showing.HELD, Showing.HELD, false);

    /** For consumers that follow restarts: all is live. */
    public static final Delivery FOLLOWED = new Delivery(Showing.LIVE, Showing.LIVE, Showing.LIVE, true);

    public Delivery {
        requireNonNull(thinking, "thinking");
        requireNonNull(toolInput, "toolInput");
        requireNonNull(structured, "structured");
        if (toolInput == Showing.LIVE && !restarts) {
            throw new IllegalArgumentException(
                    "toolInput is LIVE but restarts is false: a cut call would pass for a whole one; hold tool input,"
                            + " or follow restarts");
        }
    }
}
