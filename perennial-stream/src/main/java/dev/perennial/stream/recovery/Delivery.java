package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * How a consumer wants blocks that could turn out to be cut.
 *
 * @param thinking thinking: shown live, and closed without signature if it is cut; or held until its signature
 * @param toolInput calls of the client's tools: held until they are whole; or live, for consumers that follow restarts
 * @param eagerInput calls that are live all the same, because the request asks for that; one that was cut is made again, and goes
 *     on if that says the same as what was delivered, or else ends the message with an error
 * @param structured text under a JSON schema: held until the stop reason or what follows it is there; or live, while a restart repeats what was delivered
 * @param restarts whether the consumer follows {@code : perennial restart N}: block N begins anew
 */
public record Delivery(
        Showing thinking, Showing toolInput, EagerInput eagerInput, Showing structured, boolean restarts) {

    /** When a block is handed on. */
    public enum Showing {
        /** Frame by frame. */
        LIVE,
        /** Once it is whole. */
        HELD
    }

    private static final String EAGER_BETA = "fine-grained-tool-streaming-2025-05-14";

    /** For clients that know nothing of restarts: thinking live, calls that nobody wants eagerly and structured text held. */
    public static final Delivery WIRE = new Delivery(Showing.LIVE, Showing.HELD, Showing.HELD, false);

    /** For clients that keep only what is whole: nothing is live but text, and calls of tools that are wanted eagerly. */
    public static final Delivery WHOLE = new Delivery(Showing.HELD, Showing.HELD, Showing.HELD, false);

    /** For consumers that see nothing before all is there. */
    public static final Delivery AT_ONCE = WHOLE.withEagerInput(EagerInput.HELD);

    /** For consumers that follow restarts: all is live. */
    public static final Delivery FOLLOWED = new Delivery(Showing.LIVE, Showing.LIVE, Showing.LIVE, true);

    public Delivery {
        requireNonNull(thinking, "thinking");
        requireNonNull(toolInput, "toolInput");
        requireNonNull(eagerInput, "eagerInput");
        requireNonNull(structured, "structured");
        if (toolInput == Showing.LIVE && !restarts) {
            throw new IllegalArgumentException(
                    "toolInput is LIVE but restarts is false: a cut call would pass for a whole one; hold tool input,"
                            + " or follow restarts");
        }
    }

    /** With calls live where their tools ask for it. */
    public Delivery(Showing thinking, Showing toolInput, Showing structured, boolean restarts) {
        this(thinking, toolInput, EagerInput.ASKED_FOR, structured, restarts);
    }

    /** These ways, with other calls live because the request asks for it. */
    public Delivery withEagerInput(EagerInput other) {
        return new Delivery(thinking, toolInput, other, structured, restarts);
    }

    /**
     * These ways for a request with such values of the header {@code anthropic-beta}: an older beta asks for eager input of all
     * tools that say nothing themselves (platform.claude.com, "Fine-grained tool streaming"). Where such calls are held they stay so.
     */
    public Delivery withBetas(List<String> betas) {
        boolean all = betas.stream()
                .flatMap(b -> Arrays.stream(b.split(",")))
                .anyMatch(b -> b.strip().equals(EAGER_BETA));
        return all && eagerInput == EagerInput.ASKED_FOR ? withEagerInput(EagerInput.UNLESS_DECLINED) : this;
    }
}
