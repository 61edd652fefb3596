package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.Outcome;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A message while it streams: its events, its text, and in the end all of it.
 *
 * <p>The request goes through the SDK (authentication, back ends, retries, interceptors); the events are read here, from
 * the body of the SDK's raw response. A stream that ends before the message does never looks whole: reading then throws
 * a {@link MessageStreamException} that holds what had arrived.
 *
 * <p>A stream can be read once, in one of the ways or first in one and then in another; {@link #finalMessage()} and
 * {@link #finalText()} read what is left. It is read by one thread at a time. Only {@link #close()} may be called by any
 * thread at any time.
 *
 * <p>Source of the protocol: platform.claude.com, "Streaming messages".
 */
public final class MessageStream implements AutoCloseable, Iterable<MessageEvent> {

    private final HttpResponse response;
    private final MessageFold fold = new MessageFold();
    private final EventSource source;
    private final AtomicBoolean handedOut = new AtomicBoolean();

    MessageStream(HttpResponse response) {
        this.response = requireNonNull(response, "response");
        this.source = new EventSource(response, fold);
    }

    /**
     * Sends a request and returns as soon as the server begins to answer.
     *
     * @throws com.anthropic.errors.AnthropicServiceException if the API refuses the request, by status
     * @throws com.anthropic.errors.AnthropicIoException if the API cannot be reached
     */
    public static MessageStream open(AnthropicClient client, MessageCreateParams params) {
        return open(client, params, RequestOptions.none());
    }

    /** As {@link #open(AnthropicClient, MessageCreateParams)}, with options for this request. */
    @SuppressWarnings("MustBeClosedChecker") // the stream owns the response
    public static MessageStream open(AnthropicClient client, MessageCreateParams params, RequestOptions options) {
        return new MessageStream(client.messages().withRawResponse().createStreaming(params, options));
    }

    /** As {@link #open(AnthropicClient, MessageCreateParams)}, for the beta API. */
    public static MessageStream open(
            AnthropicClient client, com.anthropic.models.beta.messages.MessageCreateParams params) {
        return open(client, params, RequestOptions.none());
    }

    /** As {@link #open(AnthropicClient, MessageCreateParams)}, for the beta API and with options for this request. */
    @SuppressWarnings("MustBeClosedChecker") // the stream owns the response
    public static MessageStream open(
            AnthropicClient client,
            com.anthropic.models.beta.messages.MessageCreateParams params,
            RequestOptions options) {
        return new MessageStream(client.beta().messages().withRawResponse().createStreaming(params, options));
    }

    /**
     * The events as they come. {@code hasNext} and {@code next} wait for the server and throw what went wrong.
     *
     * @throws IllegalStateException if the events or the text were asked for before
     */
    @Override
    public Iterator<MessageEvent> iterator() {
        handOut();
        return new Events();
    }

    /**
     * The text of all text blocks, piece by piece as it comes.
     *
     * @throws IllegalStateException on iteration, if the events or the text were asked for before
     */
    public Iterable<String> text() {
        return () -> new Texts(iterator());
    }

    /**
     * The message as raw JSON, as far as it was read; fields unknown to the SDK are kept. Costs time in proportion to the
     * message's length.
     *
     * @return a new object whose blocks are not to be changed
     * @throws IllegalStateException if no event was read yet
     */
    public ObjectNode rawMessage() {
        return fold.soFar();
    }

    /**
     * Reads the rest and returns the whole message as the SDK's type.
     *
     * @throws MessageUnreadableException if the SDK's type cannot hold the message
     * @throws MessageStreamException if the stream ends before the message does
     */
    public Message finalMessage() {
        return whole(Message.class);
    }

    /**
     * Reads the rest and returns the whole message as the SDK's type of the beta API.
     *
     * @throws MessageUnreadableException if the SDK's type cannot hold the message
     * @throws MessageStreamException if the stream ends before the message does
     */
    public BetaMessage finalBetaMessage() {
        return whole(BetaMessage.class);
    }

    /**
     * Reads the rest and returns the whole message as raw JSON.
     *
     * @throws MessageStreamException if the stream ends before the message does
     */
    public ObjectNode finalRawMessage() {
        readRest();
        return fold.soFar();
    }

    /**
     * Reads the rest and returns the text of all text blocks.
     *
     * @throws MessageStreamException if the stream ends before the message does
     */
    public String finalText() {
        readRest();
        return fold.text();
    }

    /** The tokens as far as they were told: those of the input from the start on, those of the output at the end. */
    public TokenUsage usage() {
        return fold.usage();
    }

    /** Why the model stopped, once that was read. */
    public Optional<String> stopReason() {
        return fold.stopReason();
    }

    /** The id of the request, by which Anthropic's support finds it. */
    public Optional<String> requestId() {
        return response.requestId();
    }

    /**
     * What became of the message, with every attempt and its bill.
     *
     * @return empty as long as the message is not over, and for clients without {@link Perennial}
     */
    public Optional<Outcome> outcome() {
        return source.outcome();
    }

    /** The headers of the response, rate limits among them. */
    public Headers headers() {
        return response.headers();
    }

    /**
     * Ends the stream and frees its connection. A thread that waits for the next event gets a
     * {@link StreamClosedException}. Closing again does nothing.
     */
    @Override
    public void close() {
        source.close();
    }

    private void handOut() {
        if (!handedOut.compareAndSet(false, true)) {
            throw new IllegalStateException("this stream's events or text were asked for before: they come only once");
        }
    }

    private void readRest() {
        while (source.next() != null) {
            // Folding is all that is wanted.
        }
    }

    private <T> T whole(Class<T> type) {
        readRest();
        return SdkMessages.convert(fold, response.requestId().orElse(null), type);
    }

    private final class Events implements Iterator<MessageEvent> {

        private @Nullable MessageEvent ahead;

        @Override
        public boolean hasNext() {
            if (ahead == null) {
                ahead = source.next();
            }
            return ahead != null;
        }

        @Override
        public MessageEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the message is finished");
            }
            MessageEvent event = requireNonNull(ahead);
            ahead = null;
            return event;
        }
    }

    private record Texts(Iterator<MessageEvent> events, TextAhead ahead) implements Iterator<String> {

        Texts(Iterator<MessageEvent> events) {
            this(events, new TextAhead());
        }

        @Override
        public boolean hasNext() {
            while (ahead.text == null && events.hasNext()) {
                if (events.next() instanceof MessageEvent.TextDelta delta
                        && !delta.text().isEmpty()) {
                    ahead.text = delta.text();
                }
            }
            return ahead.text != null;
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the message is finished");
            }
            String text = requireNonNull(ahead.text);
            ahead.text = null;
            return text;
        }
    }

    private static final class TextAhead {
        private @Nullable String text;
    }
}
