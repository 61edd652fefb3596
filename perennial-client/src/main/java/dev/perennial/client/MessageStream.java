package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
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
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A message while it streams: its events, its text, and in the end all of it.
 *
 * <pre>{@code
 * try (MessageStream stream = MessageStream.open(client, params)) {
 *     for (String text : stream.text()) {
 *         System.out.print(text);
 *     }
 *     System.out.println(stream.finalMessage().usage());
 * }
 * }</pre>
 *
 * <p>Every event, as a program:
 *
 * {@snippet file="dev/perennial/examples/AllEvents.java"}
 *
 * <p>The request goes through the SDK (authentication, back ends, retries, interceptors); the events are read here, from
 * the body of the SDK's raw response. A stream that ends before the message does never looks whole: reading then throws
 * a {@link MessageStreamException} that holds what had arrived.
 *
 * <p>A stream can be read once, in one of the ways or first in one and then in another; {@link #finalMessage()} and
 * {@link #finalText()} read what is left, and {@link #tee} makes several readers of one. It is read by one thread at a time.
 * {@link #snapshot()}, {@link #input}, {@link #usage()}, {@link #stopReason()}, {@link #rawMessage()} and {@link #close()} may be
 * called by any thread at any time; what they tell is what was read so far, up to the last event or text that was handed out.
 * An interrupt of the thread that reads ends the reading at once, as {@link #close()} does, which need not know that thread.
 *
 * <p>Source of the protocol: platform.claude.com, "Streaming messages".
 */
public final class MessageStream implements AutoCloseable, Iterable<MessageEvent> {

    private final HttpResponse response;
    private final EventSource source;
    private final AtomicBoolean handedOut = new AtomicBoolean();
    private final ExitHook exitHook = new ExitHook(this::close);

    MessageStream(HttpResponse response) {
        this.response = requireNonNull(response, "response");
        this.source = new EventSource(response);
    }

    /** What follows these frames, which were received before. */
    MessageStream(HttpResponse response, byte[] before) {
        this.response = requireNonNull(response, "response");
        this.source = new EventSource(response, before);
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
     * Goes on with a message whose first part another process received: as {@link Perennial} does when a connection breaks, by the
     * same rules ({@code docs/recovery.md}), with the cause {@code process_died}. A text goes on in its middle; what was whole is not
     * asked for again.
     *
     * <p>{@link #snapshot()}, {@link #usage()}, {@link #finalMessage()} and {@link #finalText()} are about the whole message; events
     * and text begin with what is new, so that whoever showed the first part only appends. {@link MessageEvent.BlockFinished} of the
     * block that was open has all of it. A block that cannot be gone on with begins anew: {@link MessageEvent.BlockRestarted} comes
     * before it, whatever the settings' delivery.
     *
     * <p>Returns without waiting for the server. What goes wrong then, also that the API refuses the request, is thrown when the
     * stream is read, as a {@link MessageStreamException} that holds what was received before too. The report of {@link #outcome()}
     * has what was received as attempt 1, with the input that its {@code message_start} told and an estimate of the output. Times and
     * counts of the settings begin anew. {@link #headers()} has nothing but the request id, if it was kept.
     *
     * @param client one with {@link Perennial} among its interceptors
     * @param params the same as of the first request, to the letter: what was received belongs to them
     * @param received what there is of the message
     * @throws IllegalStateException if the client has no {@link Perennial}, or its settings for the request are not {@link
     *     PerennialSettings.Mode#ON}; nothing is sent then
     * @throws IllegalArgumentException if {@code received} is not what could have been received of one message
     */
    public static MessageStream resume(AnthropicClient client, MessageCreateParams params, ReceivedMessage received) {
        return resume(client, params, RequestOptions.none(), received);
    }

    /** As {@link #resume(AnthropicClient, MessageCreateParams, ReceivedMessage)}, with options for this request. */
    @SuppressWarnings("MustBeClosedChecker") // the stream owns the response
    public static MessageStream resume(
            AnthropicClient client, MessageCreateParams params, RequestOptions options, ReceivedMessage received) {
        return Resuming.resume(
                client,
                received,
                note -> client.messages()
                        .withRawResponse()
                        .createStreaming(
                                params.toBuilder()
                                        .putAdditionalHeader(Perennial.HEADER, note)
                                        .build(),
                                options));
    }

    /** As {@link #resume(AnthropicClient, MessageCreateParams, ReceivedMessage)}, for the beta API. */
    public static MessageStream resume(
            AnthropicClient client,
            com.anthropic.models.beta.messages.MessageCreateParams params,
            ReceivedMessage received) {
        return resume(client, params, RequestOptions.none(), received);
    }

    /** As {@link #resume(AnthropicClient, MessageCreateParams, ReceivedMessage)}, for the beta API and with options for this request. */
    @SuppressWarnings("MustBeClosedChecker") // the stream owns the response
    public static MessageStream resume(
            AnthropicClient client,
            com.anthropic.models.beta.messages.MessageCreateParams params,
            RequestOptions options,
            ReceivedMessage received) {
        return Resuming.resume(
                client,
                received,
                note -> client.beta()
                        .messages()
                        .withRawResponse()
                        .createStreaming(
                                params.toBuilder()
                                        .putAdditionalHeader(Perennial.HEADER, note)
                                        .build(),
                                options));
    }

    /**
     * As {@link #open(AnthropicClient, MessageCreateParams)}, without waiting: the future is complete once the server begins to
     * answer, or failed with what {@code open} would have thrown; cancelling it frees the connection, before the answer as soon as that
     * begins: the SDK's futures pass on no cancelling. What is done with the stream then waits for the server, so it is not to be done
     * on the thread that completes the future: {@link #readAsync} does it on another.
     */
    @SuppressWarnings("MustBeClosedChecker") // the stream owns the response
    public static CompletableFuture<MessageStream> openAsync(AnthropicClientAsync client, MessageCreateParams params) {
        return AsyncReading.opened(client.messages().withRawResponse().createStreaming(params));
    }

    /** As {@link #openAsync(AnthropicClientAsync, MessageCreateParams)}, for the beta API. */
    @SuppressWarnings("MustBeClosedChecker") // the stream owns the response
    public static CompletableFuture<MessageStream> openAsync(
            AnthropicClientAsync client, com.anthropic.models.beta.messages.MessageCreateParams params) {
        return AsyncReading.opened(client.beta().messages().withRawResponse().createStreaming(params));
    }

    /**
     * Sends a request and reads its answer on a virtual thread, without waiting.
     *
     * <pre>{@code
     * CompletableFuture<String> text = MessageStream.readAsync(client.async(), params, MessageStream::finalText);
     * }</pre>
     *
     * <p>As a program:
     *
     * {@snippet file="dev/perennial/examples/Async.java"}
     *
     * @param reading what is done with the stream, which is closed then
     * @return what comes of it; failed with what it throws, or with what {@code open} would have thrown. Cancelling it closes the
     *     stream at once
     */
    public static <T> CompletableFuture<T> readAsync(
            AnthropicClientAsync client,
            MessageCreateParams params,
            Function<? super MessageStream, ? extends T> reading) {
        return AsyncReading.read(openAsync(client, params), reading);
    }

    /** As {@link #readAsync(AnthropicClientAsync, MessageCreateParams, Function)}, for the beta API. */
    public static <T> CompletableFuture<T> readAsync(
            AnthropicClientAsync client,
            com.anthropic.models.beta.messages.MessageCreateParams params,
            Function<? super MessageStream, ? extends T> reading) {
        return AsyncReading.read(openAsync(client, params), reading);
    }

    /**
     * The events as they come. {@code hasNext} and {@code next} wait for the server and throw what went wrong.
     *
     * @throws IllegalStateException if the events or the text were asked for before
     */
    @Override
    public Iterator<MessageEvent> iterator() {
        handOut();
        return new Ahead<>(source::next);
    }

    /**
     * The text of all text blocks, piece by piece as it comes.
     *
     * @throws IllegalStateException on iteration, if the events or the text were asked for before
     */
    public Iterable<String> text() {
        return this::texts;
    }

    /**
     * As {@link #text()}, as a stream of Java's, sequential; closing it closes this.
     *
     * @throws IllegalStateException if the events or the text were asked for before
     */
    public Stream<String> textStream() {
        int kind = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(texts(), kind), false)
                .onClose(this::close);
    }

    /**
     * Hands all text to a reader, piece by piece as it comes; returns once the message is whole.
     *
     * @throws IllegalStateException if the events or the text were asked for before
     * @throws MessageStreamException if the stream ends before the message does
     */
    public void forEachText(Consumer<String> reader) {
        text().forEach(reader);
    }

    /**
     * Makes several readers of this one stream, each with its own pace ({@link StreamBranch}). Nothing else is to read it then;
     * it is closed once all branches are.
     *
     * <p>As a program:
     *
     * {@snippet file="dev/perennial/examples/Tee.java"}
     *
     * @param readers how many, at least 1
     * @throws IllegalStateException if the events or the text were asked for before
     */
    public List<StreamBranch> tee(int readers) {
        if (readers < 1) {
            throw new IllegalArgumentException("readers is " + readers + " but has to be at least 1");
        }
        handOut();
        return new Tee(source::next, this::close).branches(readers);
    }

    /**
     * The events as a publisher for one subscriber, which are read from the server only as fast as it asks for them. They come on
     * a virtual thread; cancelling closes the stream. A subscriber that has asked for exactly as many as there are is told of the end.
     *
     * <p>As a program:
     *
     * {@snippet file="dev/perennial/examples/Publisher.java"}
     *
     * @throws IllegalStateException if the events or the text were asked for before
     */
    public Flow.Publisher<MessageEvent> publisher() {
        handOut();
        return new StreamPublisher<>(source::next, source::isFinished, this::close);
    }

    /**
     * As {@link #publisher()}, with the pieces of the text. That a piece was the last is only known from what follows it, so the
     * end is told to those who ask for one more.
     */
    public Flow.Publisher<String> textPublisher() {
        handOut();
        return new StreamPublisher<>(source::nextText, source::isFinished, this::close);
    }

    /**
     * Reads the stream on a virtual thread of its own, and closes it then.
     *
     * <pre>{@code
     * CompletableFuture<Message> message = stream.async(MessageStream::finalMessage);
     * }</pre>
     *
     * @param reading what is done with the stream
     * @return what comes of it; failed with what it throws. Cancelling it closes the stream
     */
    public <T> CompletableFuture<T> async(Function<? super MessageStream, ? extends T> reading) {
        return AsyncReading.start(this, reading);
    }

    /** Reads what is left without handing it out; returns once the message is whole. */
    public void untilDone() {
        source.readRest();
    }

    /** The message as far as it was read, at a cost that does not depend on its length. */
    public MessageSnapshot snapshot() {
        return source.look(MessageFold::snapshot);
    }

    /**
     * The input of a tool's call as far as it was read and as far as JSON that is cut there can be understood. After the first
     * time the cost does not depend on how much is there.
     *
     * <p>As a program:
     *
     * {@snippet file="dev/perennial/examples/PartialInput.java"}
     *
     * @param index the block's number in the events
     * @return empty if there is no such block, or nothing of its input yet
     */
    public Optional<PartialJson> input(int index) {
        return source.look(fold -> fold.block(index).flatMap(BlockFold::input));
    }

    /**
     * The message as raw JSON, as far as it was read; fields unknown to the SDK are kept. Costs time in proportion to the
     * message's length.
     *
     * @throws IllegalStateException if no event was read yet
     */
    public ObjectNode rawMessage() {
        return source.look(MessageFold::soFar);
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
        untilDone();
        return rawMessage();
    }

    /**
     * Reads the rest and returns the text of all text blocks.
     *
     * @throws MessageStreamException if the stream ends before the message does
     */
    public String finalText() {
        untilDone();
        return source.look(MessageFold::text);
    }

    /** The tokens as far as they were told: those of the input from the start on, those of the output at the end. */
    public TokenUsage usage() {
        return source.look(MessageFold::usage);
    }

    /** Why the model stopped, once that was read. */
    public Optional<String> stopReason() {
        return source.look(MessageFold::stopReason);
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
     * Closes the stream when the process is told to end, by Ctrl-C for one: the reader gets a {@link StreamClosedException} with
     * what had arrived, and two seconds to do something about it.
     *
     * @return this stream
     */
    public MessageStream closeOnExit() {
        exitHook.add(Thread.currentThread());
        return this;
    }

    /**
     * Ends the stream and frees its connection. A thread that waits for the next event gets a
     * {@link StreamClosedException}. Closing again does nothing.
     */
    @Override
    public void close() {
        exitHook.remove();
        source.close();
    }

    private Iterator<String> texts() {
        handOut();
        return new Ahead<>(source::nextText);
    }

    private void handOut() {
        if (!handedOut.compareAndSet(false, true)) {
            throw new IllegalStateException("this stream's events or text were asked for before: they come only once;"
                    + " tee(2) makes two readers of it");
        }
    }

    private <T> T whole(Class<T> type) {
        untilDone();
        return source.look(
                fold -> SdkMessages.convert(fold, response.requestId().orElse(null), type));
    }
}
