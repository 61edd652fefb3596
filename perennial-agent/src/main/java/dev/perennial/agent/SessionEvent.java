package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.client.exchange.ExchangeEnd;
import dev.perennial.client.exchange.SentRequest;
import dev.perennial.models.TokenUsage;
import java.util.List;

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

    /**
     * How the model is asked from now on.
     *
     * @param request the body of every request, without messages; not to be changed
     * @param images how many images of tool results go along
     */
    record SettingsChosen(ObjectNode request, ImagesKept images) implements SessionEvent {
        public SettingsChosen {
            requireNonNull(request, "request");
            requireNonNull(images, "images");
        }
    }

    /**
     * The user said something, which begins a run or goes on with one.
     *
     * @param keyHash by which it is known if it is said again ({@link Session#run(String, String)}); empty if it has none
     */
    record UserInput(String text, String keyHash) implements SessionEvent {
        public UserInput {
            requireNonNull(text, "text");
            requireNonNull(keyHash, "keyHash");
        }

        public UserInput(String text) {
            this(text, "");
        }
    }

    /**
     * The user said something while the model worked; it waits until it can be handed over.
     *
     * @param keyHash by which it is known if it is said again ({@link Session#say(String, String)}); empty if it has none
     */
    record InputQueued(String text, String keyHash) implements SessionEvent {
        public InputQueued {
            requireNonNull(text, "text");
            requireNonNull(keyHash, "keyHash");
        }

        public InputQueued(String text) {
            this(text, "");
        }
    }

    /**
     * What the user said while the model worked is handed to it, behind the results of its calls.
     *
     * @param texts what the user said
     * @param asSystemMessage whether as a message of the system's between the others, which not all models take
     */
    record InputHandedOver(List<String> texts, boolean asSystemMessage) implements SessionEvent {
        public InputHandedOver {
            texts = List.copyOf(texts);
        }
    }

    /**
     * The oldest images of tool results that went along in requests do so no more. What stands there instead is told, so that another
     * process, and another version, makes the same requests.
     *
     * @param images how many, at least 1
     * @param inPlace the text that stands where each of them was
     * @param withoutThinking whether the thinking behind the first of them, which is bound to what was before it, is left out too
     */
    record ImagesLeftOut(int images, String inPlace, boolean withoutThinking) implements SessionEvent {
        public ImagesLeftOut {
            requireNonNull(inPlace, "inPlace");
            if (images < 1) {
                throw new IllegalArgumentException("images is " + images + ", but has to be at least 1");
            }
        }
    }

    /** What the model did since the user last said something is taken back; it is asked anew. */
    record AnswerRetracted() implements SessionEvent {}

    /**
     * A request goes out.
     *
     * @param number counts the session's requests from 1
     * @param messages how many messages the conversation has
     * @param hash of those messages, as {@link ConversationHash} makes it
     */
    record RequestStarted(int number, int messages, String hash) implements SessionEvent {
        public RequestStarted {
            requireNonNull(hash, "hash");
        }
    }

    /**
     * A response begins.
     *
     * @param requestId the API's id of the request, empty if the server named none
     * @param message the message as the server began it: no content yet, usage of the input
     */
    record ResponseStarted(String requestId, ObjectNode message) implements SessionEvent {
        public ResponseStarted {
            requireNonNull(requestId, "requestId");
            requireNonNull(message, "message");
        }

        /** The model that answers, as the server names it. */
        public String model() {
            return message.path("model").asText();
        }
    }

    /** A block of content begins; {@code block} is it as the server began it. */
    record BlockStarted(ObjectNode block) implements SessionEvent {
        public BlockStarted {
            requireNonNull(block, "block");
        }
    }

    /**
     * A block was cut and begins anew: what came of it, and of what followed it, is to be forgotten.
     *
     * @param index its place in the message's {@code content}
     */
    record BlockRestarted(int index) implements SessionEvent {}

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

    /** One citation more of the text that is being written. */
    record CitationAdded(JsonNode citation) implements SessionEvent {
        public CitationAdded {
            requireNonNull(citation, "citation");
        }
    }

    /** The stream broke and goes on; nothing is missing. The note says how, as {@code MessageEvent.Resumed} does. */
    record Seam(String note) implements SessionEvent {
        public Seam {
            requireNonNull(note, "note");
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

    /** A response has told why it ends; {@code event} is its {@code message_delta}. */
    record ResponseEnding(ObjectNode event) implements SessionEvent {
        public ResponseEnding {
            requireNonNull(event, "event");
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

    /** An attempt at a request is over, whatever came of it. */
    record Attempted(Attempt attempt) implements SessionEvent {
        public Attempted {
            requireNonNull(attempt, "attempt");
        }
    }

    /**
     * An attempt at a request is about to be sent. Its body is made from what the session has: its hash proves that.
     *
     * @param number counts the session's exchanges from 1
     * @param request the session's request that it is for
     */
    record ExchangeStarted(int number, int request, SentRequest sent) implements SessionEvent {
        public ExchangeStarted {
            requireNonNull(sent, "sent");
        }
    }

    /** The exchange is over; says anew how it began. */
    record ExchangeEnded(ExchangeStarted started, ExchangeEnd end) implements SessionEvent {
        public ExchangeEnded {
            requireNonNull(started, "started");
            requireNonNull(end, "end");
        }
    }

    /** The program, not the user, asks the model to go on, because the output limit cut its answer. */
    record ContinuationAsked(String text) implements SessionEvent {
        public ContinuationAsked {
            requireNonNull(text, "text");
        }
    }

    /**
     * The user is asked whether a call may be made.
     *
     * @param call the call's id
     */
    record PermissionAsked(String call, PermissionQuestion question) implements SessionEvent {
        public PermissionAsked {
            requireNonNull(call, "call");
            requireNonNull(question, "question");
        }
    }

    /** The user has answered. */
    record PermissionGiven(String call, PermissionAnswer answer) implements SessionEvent {
        public PermissionGiven {
            requireNonNull(call, "call");
            requireNonNull(answer, "answer");
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

    /** The session is called so from now on. */
    record Titled(String title) implements SessionEvent {
        public Titled {
            requireNonNull(title, "title");
        }
    }

    /** The user wants the run to stop. */
    record StopAsked() implements SessionEvent {}

    /** Another process goes on with the session. */
    record Reopened() implements SessionEvent {}

    /**
     * Something that another version of Perennial knows of; kept as it is.
     *
     * @param type its kind
     * @param json the whole event
     */
    record Unknown(String type, ObjectNode json) implements SessionEvent {
        public Unknown {
            requireNonNull(type, "type");
            requireNonNull(json, "json");
        }
    }

    /** The run is over; always its last event. */
    record RunEnded(RunResult result) implements SessionEvent {
        public RunEnded {
            requireNonNull(result, "result");
        }
    }
}
