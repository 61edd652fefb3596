package dev.perennial.simulator;

import dev.perennial.simulator.replay.RecordedAnswer;
import java.util.Optional;

/**
 * Decides what the simulated model answers; the simulator turns the answer into a message or a stream.
 *
 * <p>A brain sees the request as a model would and knows nothing of HTTP, streaming, tokens or faults. The same prompt
 * and seed have to give the same reply. Implementations are safe for use by several threads.
 *
 * <pre>{@code
 * Brain parrot = prompt -> Reply.text("You said: " + prompt.lastUserText());
 * }</pre>
 */
@FunctionalInterface
public interface Brain {

    /** Answers one request; called once for each request that passed the simulator's validation. */
    Reply reply(Prompt prompt);

    /**
     * A recorded answer that is sent as it is instead of a reply, without checks and limits; by default none.
     *
     * @throws ApiErrorException to answer with an error instead
     */
    default Optional<RecordedAnswer> recorded(Prompt prompt) {
        return Optional.empty();
    }

    /** The model id that replies report for a request of {@code requested}; by default the requested one. */
    default String reportedModel(String requested) {
        return requested;
    }
}
