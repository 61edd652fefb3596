package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.TokenUsage;

/**
 * Something that happened in a session. The list of them is the session: what is sent to the API, what a terminal shows
 * and what a program reads are all made from it.
 */
public sealed interface SessionEvent {

    /**
     * The session was opened; always the first event.
     *
     * @param session its id
     * @param model the model that is asked
     * @param simulated whether the built-in simulator answers instead of a model
     * @param folder the absolute path of the folder in which the tools work
     */
    record SessionStarted(String session, String model, boolean simulated, String folder) implements SessionEvent {
        public SessionStarted {
            requireNonNull(session, "session");
            requireNonNull(model, "model");
            requireNonNull(folder, "folder");
        }
    }

    /** The user said something. */
    record UserInput(String text) implements SessionEvent {
        public UserInput {
            requireNonNull(text, "text");
        }
    }

    /** What the model did since the user last said something is taken back; it is asked anew. */
    record AnswerRetracted() implements SessionEvent {}

    /**
     * A request goes out.
     *
     * @param number counts the session's requests from 1
     * @param messages how many messages the conversation has
     */
    record RequestStarted(int number, int messages) implements SessionEvent {}

    /**
     * A response begins.
     *
     * @param requestId the API's id of the request, empty if the server named none
     * @param model the model that answers, as the server names it
     */
    record ResponseStarted(String requestId, String model) implements SessionEvent {
        public ResponseStarted {
            requireNonNull(requestId, "requestId");
            requireNonNull(model, "model");
        }
    }

    /** The next piece of thinking. */
    record ThinkingDelta(String text) implements SessionEvent {
        public ThinkingDelta {
            requireNonNull(text, "text");
        }
    }

    /** The next piece of text. */
    record TextDelta(String text) implements SessionEvent {
        public TextDelta {
            requireNonNull(text, "text");
        }
    }

    /**
     * The model begins to write a call; its input follows.
     *
     * @param id the call's id
     * @param name the tool's name
     */
    record ToolCallStarted(String id, String name) implements SessionEvent {
        public ToolCallStarted {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
        }
    }

    /** The next piece of a call's input: a part of a JSON text. */
    record ToolInputDelta(String id, String partialJson) implements SessionEvent {
        public ToolInputDelta {
            requireNonNull(id, "id");
            requireNonNull(partialJson, "partialJson");
        }
    }

    /** A content block is whole; {@code block} is it as it goes back to the API. */
    record BlockFinished(ObjectNode block) implements SessionEvent {
        public BlockFinished {
            requireNonNull(block, "block");
        }
    }

    /**
     * A response is whole.
     *
     * @param stopReason why the model stopped
     * @param stopDetails the API's details of a refusal, else a missing or null node
     * @param usage what the request used
     */
    record ResponseFinished(String stopReason, JsonNode stopDetails, TokenUsage usage) implements SessionEvent {
        public ResponseFinished {
            requireNonNull(stopReason, "stopReason");
            requireNonNull(stopDetails, "stopDetails");
            requireNonNull(usage, "usage");
        }
    }

    /**
     * A response broke off.
     *
     * @param partial the message as far as it was received: finished blocks, and the text that was being written
     * @param cause a machine-readable code
     */
    record ResponseBroken(ObjectNode partial, String cause) implements SessionEvent {
        public ResponseBroken {
            requireNonNull(partial, "partial");
            requireNonNull(cause, "cause");
        }
    }

    /** The program, not the user, asks the model to go on, because the output limit cut its answer. */
    record ContinuationAsked(String text) implements SessionEvent {
        public ContinuationAsked {
            requireNonNull(text, "text");
        }
    }

    /** A tool begins to run. */
    record ToolStarted(ToolCall call) implements SessionEvent {
        public ToolStarted {
            requireNonNull(call, "call");
        }
    }

    /** The next piece of a running tool's output. */
    record ToolPrinted(String id, String text) implements SessionEvent {
        public ToolPrinted {
            requireNonNull(id, "id");
            requireNonNull(text, "text");
        }
    }

    /** A call has its result. */
    record ToolFinished(String id, String name, ToolResult result) implements SessionEvent {
        public ToolFinished {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            requireNonNull(result, "result");
        }
    }

    /**
     * Something that the user should know, but need not act on.
     *
     * @param code a word for programs, in snake_case
     * @param text a sentence for people
     */
    record Notice(String code, String text) implements SessionEvent {
        public Notice {
            requireNonNull(code, "code");
            requireNonNull(text, "text");
        }
    }

    /** The run is over; always its last event. */
    record RunEnded(RunResult result) implements SessionEvent {
        public RunEnded {
            requireNonNull(result, "result");
        }
    }
}
