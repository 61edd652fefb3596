package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.core.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.client.governor.GovernedMessage;
import dev.perennial.governor.Wait;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Effects;
import dev.perennial.stream.recovery.Input;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Recovery;
import dev.perennial.stream.recovery.ResponseHead;
import dev.perennial.stream.recovery.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All that is known of one message while it is driven. Guarded by the lock of its {@link LiveMessage}. */
final class MessageState implements Effects {

    /** How far an attempt may run ahead of the reader. */
    private static final int MOST_AHEAD = 64 << 10;
    /** How much of an error's body is handed on. */
    private static final int LONGEST_ERROR = 4 << 20;

    private final Delivered delivered = new Delivered();
    private final List<AttemptRun> abandoned = new ArrayList<>();
    private final CompletableFuture<Outcome> ending = new CompletableFuture<>();
    private final ByteArrayOutputStream errorBody = new ByteArrayOutputStream(0);

    private final Recovery recovery;
    private final GovernedMessage governed;
    private final Announcer announcer;
    private final LongSupplier clock;
    private final WakeUp wakeUp;
    private final Attempts attempts;

    private @Nullable AttemptRun current;
    private @Nullable AttemptRun direct;
    private @Nullable HttpResponse head;
    private Answer.@Nullable Plain plain;
    private @Nullable HttpResponse refusal;
    private @Nullable Throwable fault;
    private @Nullable Outcome outcome;
    private boolean suspicious;
    private int target;
    private Optional<Wait.Reason> waitsFor = Optional.empty();

    /** Makes attempts; they are started here. */
    @FunctionalInterface
    interface Attempts {
        AttemptRun make(int number, Call call);
    }

    MessageState(
            Recovery recovery,
            GovernedMessage governed,
            Announcer announcer,
            LongSupplier clock,
            WakeUp wakeUp,
            Attempts attempts) {
        this.recovery = recovery;
        this.governed = governed;
        this.announcer = announcer;
        this.clock = clock;
        this.wakeUp = wakeUp;
        this.attempts = attempts;
    }

    /** The message has begun elsewhere: its reader begins to wait when it reads. */
    void begun(HttpResponse first) {
        head = first;
    }

    void start() {
        recovery.start(now(), this);
        if (head != null) {
            on(new Input.Demand(false));
        }
    }

    void on(Input input) {
        recovery.on(now(), input, this);
    }

    void tick() {
        wakeUp.rang();
        if (now() >= recovery.wakeAt()) {
            on(new Input.Tick());
        }
    }

    void rearm() {
        if (outcome == null) {
            wakeUp.noLaterThan(recovery.wakeAt(), now());
        }
    }

    CompletableFuture<Outcome> ending() {
        return ending;
    }

    /** A current attempt waits for its turn. */
    void queued(AttemptRun run, Wait wait) {
        if (run == current) {
            waitsFor = Optional.of(wait.reason());
            announcer.queued(run.number(), wait);
        }
    }

    /** A current attempt leaves. */
    void sent(AttemptRun run, Duration waited) {
        if (run == current) {
            waitsFor.ifPresent(reason -> announcer.admitted(run.number(), reason, waited));
            waitsFor = Optional.empty();
            announcer.sending(run.number(), run.call(), now());
            on(new Input.Sent(run.number()));
        }
    }

    /** Whether the first answer is there. */
    boolean isAnswered() {
        return head != null || plain != null || outcome != null;
    }

    /** The first answer, once it is there; throws what went wrong in a program. */
    Optional<Answer> answer() {
        if (!isAnswered()) {
            return Optional.empty();
        }
        rethrowFault();
        if (plain != null) {
            return Optional.of(plain);
        }
        if (head != null) {
            return Optional.of(new Answer.Stream(head));
        }
        Outcome over = requireNonNull(outcome);
        return Optional.of(
                refusal != null
                        ? new Answer.Refusal(refusal, errorBody.toByteArray(), over)
                        : new Answer.Nothing(over));
    }

    /** Whether a read need not wait. */
    boolean isReadable() {
        return !delivered.isEmpty() || outcome != null;
    }

    /**
     * Reads what is there.
     *
     * @throws UnfinishedMessageException after all that arrived was read, if the message did not come to its end
     */
    int read(byte[] target, int offset, int length) throws IOException {
        return delivered.isEmpty() ? afterAll(requireNonNull(outcome)) : delivered.take(target, offset, length);
    }

    private int afterAll(Outcome over) throws IOException {
        rethrowFault();
        if (over.isWhole()) {
            return -1;
        }
        throw new UnfinishedMessageException(over);
    }

    private void rethrowFault() {
        switch (fault) {
            case null -> {}
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new IllegalStateException(fault);
        }
    }

    /** The attempt that the reader reads by itself. */
    Optional<AttemptRun> direct() {
        return Optional.ofNullable(direct);
    }

    boolean isDirect(AttemptRun run) {
        return run == direct;
    }

    boolean isCurrent(AttemptRun run) {
        return run == current;
    }

    /** Whether an attempt has brought more than the reader may be behind. */
    boolean isAhead(AttemptRun run) {
        return run == current && run != direct && delivered.size() > MOST_AHEAD;
    }

    /** Takes a head of a current attempt; the first stream is left to the reader, unless it was begun to be read. */
    void head(AttemptRun run, HttpResponse response, Arrival arrival) {
        errorBody.reset();
        refusal = arrival.isStream() ? null : response;
        ResponseHead told = arrival.head(response);
        governed.head(run.number(), told);
        on(new Input.Head(run.number(), told));
        if (arrival.isStream() && head == null) {
            head = response;
            direct = arrival == Arrival.STREAM ? run : null;
        }
    }

    /** Takes bytes of a current attempt. */
    void bytes(AttemptRun run, byte[] bytes, int offset, int length) {
        if (refusal != null && errorBody.size() < LONGEST_ERROR) {
            errorBody.write(bytes, offset, Math.min(length, LONGEST_ERROR - errorBody.size()));
        }
        recovery.bytes(now(), run.number(), bytes, offset, length, this);
        governed.generated(run.number(), recovery.generated());
    }

    /** Takes a whole message from a current attempt. */
    void whole(AttemptRun run, HttpResponse response, byte[] body) {
        current = null;
        governed.head(run.number(), Heads.of(response));
        JsonNode message = Json.node(body);
        governed.whole(
                run.number(),
                UsageReader.read(message.path("usage")),
                message.path("model").asText(""));
        plain = new Answer.Plain(response, body);
        on(new Input.Cancel());
    }

    /** Ends with what went wrong in a program. */
    void fault(Throwable failure) {
        fault = failure;
        on(new Input.Cancel());
    }

    /** The attempts to be closed since the last time. */
    List<AttemptRun> takeAbandoned() {
        if (abandoned.isEmpty()) {
            return List.of();
        }
        List<AttemptRun> taken = List.copyOf(abandoned);
        abandoned.clear();
        return taken;
    }

    /** The target to which a connection went silent since the last time, and may be taken again. */
    OptionalInt takeSuspicion() {
        boolean taken = suspicious && outcome == null;
        suspicious = false;
        return taken ? OptionalInt.of(target) : OptionalInt.empty();
    }

    private long now() {
        return clock.getAsLong();
    }

    @Override
    public void deliver(byte[] bytes, int offset, int length) {
        delivered.add(bytes, offset, length);
    }

    @Override
    public void send(int attempt, Call call) {
        refusal = null;
        target = call.target();
        waitsFor = Optional.empty();
        current = attempts.make(attempt, call);
        announcer.asking(now());
        current.start();
    }

    @Override
    public void abandon(int attempt) {
        if (current != null) {
            abandoned.add(current);
        }
        current = null;
        direct = null;
    }

    @Override
    public void end(Outcome end) {
        outcome = end;
        ending.complete(end);
        wakeUp.cancel();
        if (plain == null) {
            announcer.ended(end, now());
        } else {
            announcer.passed(end, now());
        }
    }

    @Override
    public void observe(StreamEvent event) {
        governed.observe(event);
        suspicious |= event instanceof StreamEvent.Decided decided
                && (decided.cause() instanceof Cause.Stalled || decided.cause() instanceof Cause.Silent);
        if (plain == null) {
            announcer.observed(event);
        }
    }
}
