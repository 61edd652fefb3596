package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.TokenUsage;
import java.util.Optional;

/**
 * What the model said in its turn of a {@link Conversation}, the calls of tools within it done.
 *
 * @param ending why the turn is over; only {@link Ending#COMPLETE} is a whole answer
 * @param text the text of the last answer; what was said between calls is not in it
 * @param message the last answer as raw JSON; not to be changed
 * @param usage the tokens of all requests of the turn
 * @param requests how many requests there were
 */
public record Turn(Ending ending, String text, ObjectNode message, TokenUsage usage, int requests) {

    /** Checks the parts. */
    public Turn {
        requireNonNull(ending, "ending");
        requireNonNull(text, "text");
        requireNonNull(message, "message");
        requireNonNull(usage, "usage");
    }

    /** Why a turn is over (platform.claude.com, "Handling stop reasons"). */
    public enum Ending {
        /** The model was done: {@code end_turn} or {@code stop_sequence}. */
        COMPLETE,
        /** {@code max_tokens} cut the answer: {@link Conversation#goOn} asks for the rest. */
        OUTPUT_LIMIT,
        /** The model refused; its refusal and the words that led to it are no part of the conversation. */
        REFUSED,
        /** The conversation fills the model's context: begin a new one. */
        CONTEXT_FULL,
        /** The turn has sent as many requests as it may; {@link Conversation#goOn} grants as many again. */
        REQUESTS_SPENT,
        /** The model stopped for a reason that this version does not know, which {@link Turn#stopReason} tells. */
        UNKNOWN;

        static Ending of(String stopReason) {
            return switch (stopReason) {
                case "end_turn", "stop_sequence" -> COMPLETE;
                case "max_tokens" -> OUTPUT_LIMIT;
                case "refusal" -> REFUSED;
                case "model_context_window_exceeded" -> CONTEXT_FULL;
                default -> UNKNOWN;
            };
        }
    }

    /** Whether the answer is whole. */
    public boolean isWhole() {
        return ending == Ending.COMPLETE;
    }

    /** The last answer's {@code stop_reason}. */
    public Optional<String> stopReason() {
        return Json.text(message, "stop_reason");
    }

    /** Why the model refused, in the API's words, if it did and they are told. */
    public Optional<String> refusal() {
        return Optional.ofNullable(message.at("/stop_details/explanation").textValue());
    }
}
