package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicRetryableException;
import dev.perennial.client.governor.GovernedMessage;
import dev.perennial.stream.clocks.ClockSource;
import dev.perennial.stream.recovery.ApiFault;
import dev.perennial.stream.recovery.Delivery;
import dev.perennial.stream.recovery.MessageRequest;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Recovery;
import dev.perennial.stream.recovery.RecoverySettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Makes the calls of one client that ask for a message: sends, waits for the first answer, and hands out what is read. */
final class MessageCalls {

    private final Shared shared;
    private final FallbackClients fallbackClients;
    private final LongSupplier clock;
    private final LongSupplier random;
    private final GivenUp givenUp = new GivenUp();

    /**
     * The calls of one client.
     *
     * @param clock nanoseconds of any origin
     * @param random for jitter, nonces and names
     */
    MessageCalls(Shared shared, FallbackClients fallbackClients, LongSupplier clock, LongSupplier random) {
        this.shared = shared;
        this.fallbackClients = fallbackClients;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Begins a call, and tells of it on the caller's thread; it is made by whoever gets the response.
     *
     * @return makes the call; returns once a stream has begun, or, if none was asked for, once the message is whole. Throws an
     *     {@link AnthropicIoException} if no connection lasts; its cause is an {@link UnfinishedMessageException}
     */
    Supplier<HttpResponse> begin(
            HttpRequest request, RequestOptions options, PerennialSettings settings, Transport transport) {
        HttpRequestBody body = request.body().orElseThrow();
        givenUp.rethrow(body);
        MessageRequest message = MessageRequests.read(body);
        givenUp.rethrow(options, message);
        String name = HexFormat.of().toHexDigits(random.getAsLong());
        Announcer announcer =
                new Announcer(settings.listener(), name, Fallback.places(settings.fallbacks(), message.model()));
        LiveMessage live = live(request, message, options, settings, transport, announcer);
        announcer.begun(message.model(), request.baseUrl());
        announcer.announce();
        return () -> make(live, body, message, options, name);
    }

    private HttpResponse make(
            LiveMessage live, HttpRequestBody body, MessageRequest message, RequestOptions options, String name) {
        live.start();
        try {
            return answer(live, message.streaming(), name);
        } catch (InterruptedException e) {
            live.close();
            Thread.currentThread().interrupt();
            throw interrupted(live.interruption(e));
        } catch (IOException e) {
            if (isInterruption(e)) {
                throw interrupted(e);
            }
            AnthropicIoException failure = new AnthropicIoException("Request failed: " + e.getMessage(), e);
            throw givenUp.remember(body, options, message, failure);
        } catch (AnthropicIoException | AnthropicRetryableException e) {
            throw givenUp.remember(body, options, message, e);
        }
    }

    private LiveMessage live(
            HttpRequest request,
            MessageRequest message,
            RequestOptions options,
            PerennialSettings settings,
            Transport transport,
            Announcer announcer) {
        CallTimeouts timeouts = CallTimeouts.of(
                options.timeout().orElseGet(() -> Timeout.builder().build()), settings.connectTimeout());
        RequestOptions forOne = options.toBuilder().timeout(timeouts.attempt()).build();
        Targets targets = new Targets.Maker(settings, fallbackClients, shared, forOne).of(request, message, transport);
        RecoverySettings recovering = recovery(request, settings, message, timeouts);
        Optional<Handover.Left> before = shared.handover().take(request);
        Recovery recovery = before.map(left -> resuming(left, targets, recovering))
                .orElseGet(() -> Recovery.of(targets.targets(), recovering, random.getAsLong()));
        GovernedMessage governed = GovernedMessage.of(settings.governing(), targets.governed(), recovering.budgets());
        Sending sending = new Sending(targets.places(), forOne);
        LiveMessage live = new LiveMessage(
                recovery, governed, sending, shared.alarm(), shared.network(), announcer, clock, !message.streaming());
        before.ifPresent(left -> live.begun(Answers.begun(left.received().requestId())));
        return live;
    }

    private Recovery resuming(Handover.Left left, Targets targets, RecoverySettings recovering) {
        int place = targets.placeOf(shared.catalogue().get(left.model()));
        return Recovery.resuming(targets.targets(), place, left.received(), recovering, random.getAsLong());
    }

    /** What a caller sees only when it is whole has nothing in it that turned out to be cut. */
    private static RecoverySettings recovery(
            HttpRequest request, PerennialSettings settings, MessageRequest message, CallTimeouts timeouts) {
        RecoverySettings recovery = settings.recovery(timeouts.total(), ClockSource.origin(request.baseUrl()));
        RecoverySettings delivered = message.streaming()
                ? recovery.withBetas(request.headers().values("anthropic-beta"))
                : recovery.withDelivery(Delivery.AT_ONCE);
        return Sending.mayShareConnections(request) ? delivered : delivered.withAfterSilence(Duration.ZERO);
    }

    private HttpResponse answer(LiveMessage live, boolean streaming, String name)
            throws IOException, InterruptedException {
        return switch (live.answer()) {
            case Answer.Stream stream ->
                streaming
                        ? shared.outcomes().of(live, Answers.stream(stream.head(), name, live))
                        : shared.outcomes().of(live, whole(live, stream.head(), name));
            case Answer.Plain plain -> Answers.json(200, plain.head(), name, plain.body());
            case Answer.Refusal refusal ->
                shared.outcomes().of(live, Answers.refusal(refusal.head(), name, refusal.body()));
            case Answer.Nothing nothing -> throw new UnfinishedMessageException(nothing.outcome());
        };
    }

    private static HttpResponse whole(LiveMessage live, HttpResponse head, String name) throws IOException {
        try (live) {
            return Answers.folded(head, name, WholeMessage.read(live));
        } catch (UnfinishedMessageException e) {
            Optional<ApiFault> fault = e.outcome().faultInStream();
            return Answers.error(fault.orElseThrow(() -> e), head, name);
        }
    }

    /** Nobody but an interrupted reader cancels a message that nobody else has. */
    private static boolean isInterruption(IOException failure) {
        return failure instanceof InterruptedIOException
                || (failure instanceof UnfinishedMessageException unfinished
                        && unfinished.outcome() instanceof Outcome.Cancelled);
    }

    /** No exception that the SDK's own loop would take for a reason to go on. */
    private static AnthropicException interrupted(Exception cause) {
        InterruptedIOException io = new InterruptedIOException("interrupted");
        io.initCause(cause);
        return new AnthropicException("Request interrupted", io);
    }
}
