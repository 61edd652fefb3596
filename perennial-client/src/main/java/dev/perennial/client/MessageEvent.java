package dev.perennial.client;

import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.TokenUsage;
import java.util.Optional;

/**
 * One event of a message that streams.
 *
 * <p>JSON nodes in events belong to the stream and are not to be changed. Events, blocks and deltas of types that this
 * version does not know are kept, as the API's versioning policy asks of clients.
 *
 * <p>Source: platform.claude.com, "Streaming messages"; the unions {@code RawMessageStreamEvent} and
 * {@code BetaRawMessageStreamEvent} of the official SDKs.
 */
public sealed interface MessageEvent {

    /**
     * The message began.
     *
     * @param message the message as the server began it: no content yet, usage of the input
     */
    record MessageStarted(ObjectNode message) implements MessageEvent {}

    /**
     * A block of content began.
     *
     * @param index its place in the message's {@code content}
     * @param block the block as the server began it; blocks without deltas are whole already
     */
    record BlockStarted(int index, ObjectNode block) implements MessageEvent {}

    /** More text of a {@code text} block. */
    record TextDelta(int index, String text) implements MessageEvent {}

    /** More text of a {@code thinking} block. */
    record ThinkingDelta(int index, String text) implements MessageEvent {}

    /** The signature of a {@code thinking} block, whole. */
    record SignatureDelta(int index, String signature) implements MessageEvent {}

    /** More of a tool's input: a fragment of JSON, at first often the empty string. */
    record InputJsonDelta(int index, String partialJson) implements MessageEvent {}

    /** One citation more of a {@code text} block. */
    record CitationsDelta(int index, JsonNode citation) implements MessageEvent {}

    /** The content of a {@code compaction} block, whole. */
    record CompactionDelta(int index, ObjectNode delta) implements MessageEvent {}

    /** A delta of a type unknown here; it is not part of the folded block, whose {@link BlockFinished} says so. */
    record UnknownDelta(int index, ObjectNode delta) implements MessageEvent {}

    /**
     * A block of content has ended; it is whole unless it had deltas of unknown types.
     *
     * @param index its place in the message's {@code content}
     * @param block all of the block, fields unknown here included
     * @param inputValid false if the block is the call of a tool whose input is no JSON object; its {@code input} then
     *     is {@code {"INVALID_JSON": "the text as it came"}} ({@link #INVALID_JSON}), the form that Anthropic's documentation uses in answers to
     *     such calls
     * @param hasUnknownDeltas whether the block had deltas of types unknown here: then {@code block} lacks what they said,
     *     and may not be what the API would take back
     */
    record BlockFinished(int index, ObjectNode block, boolean inputValid, boolean hasUnknownDeltas)
            implements MessageEvent {

        /** The field of a call's {@code input} that holds what was said where that is no JSON object. */
        public static final String INVALID_JSON = "INVALID_JSON";
    }

    /**
     * The message's own fields changed.
     *
     * @param delta the changed fields: {@code stop_reason} and others
     * @param usage the tokens of the whole message so far, not of this event
     * @param data the event as it came
     */
    record MessageDelta(ObjectNode delta, TokenUsage usage, JsonNode data) implements MessageEvent {

        /** Why the model stopped, if this event says so. */
        public Optional<String> stopReason() {
            return Json.text(delta, "stop_reason");
        }
    }

    /**
     * The message is whole; nothing follows.
     *
     * @param message all of it
     */
    record MessageFinished(ObjectNode message) implements MessageEvent {}

    /** The server is still there; says nothing of the model. */
    record Ping() implements MessageEvent {}

    /** An event of a type unknown here. */
    record UnknownEvent(String name, JsonNode data) implements MessageEvent {}

    /**
     * The stream broke and goes on with another attempt; nothing is missing. Comes from {@link Perennial} and from Perennial's
     * gateway.
     *
     * @param note the attempt, why it was made, and what proves that it fits, for example
     *     {@code attempt 2 (R-21, reset), seam tags}
     */
    record Resumed(String note) implements MessageEvent {}

    /**
     * The stream broke, and what was missing of the message's end was put there by Perennial; its usage may be an estimate.
     *
     * @param note the rule by which that was done, for example {@code closed R-10, usage estimated}
     */
    record ClosedHere(String note) implements MessageEvent {}

    /**
     * The block was cut and begins anew: what came of it is to be forgotten. Only where
     * {@link PerennialSettingsBuilder#delivery} says that restarts are followed, or the request's header {@code perennial:
     * delivery=followed}, or where the message is {@linkplain
     * MessageStream#resume resumed}.
     */
    record BlockRestarted(int index) implements MessageEvent {}

    /**
     * The event as the SDK's type.
     *
     * @return empty for events that the SDK has no type for: pings and what Perennial tells
     * @throws IllegalStateException if the SDK's type cannot hold the event
     */
    default Optional<RawMessageStreamEvent> toSdk() {
        return SdkEvents.convert(this, RawMessageStreamEvent.class);
    }

    /**
     * The event as the SDK's type of the beta API.
     *
     * @return empty for events that the SDK has no type for: pings and what Perennial tells
     * @throws IllegalStateException if the SDK's type cannot hold the event
     */
    default Optional<BetaRawMessageStreamEvent> toBetaSdk() {
        return SdkEvents.convert(this, BetaRawMessageStreamEvent.class);
    }
}
