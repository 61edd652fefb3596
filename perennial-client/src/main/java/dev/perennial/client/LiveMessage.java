package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.core.http.HttpResponse;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Effects;
import dev.perennial.stream.recovery.HowEnded;
import dev.perennial.stream.recovery.Input;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Recovery;
import dev.perennial.stream.recovery.ResponseHead;
import dev.perennial.stream.recovery.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives the recovery of one message: moves bytes and time, and decides nothing ({@code docs/recovery.md}, "For those who
 * write a driver").
 *
 * <p>The stream that is there when the caller gets its response is read by the reader's own thread. From the first break
 * on, attempts are read by threads of their own, and the reader takes from what they brought. One lock guards it all; it
 * is never held across I/O or a listener.
 */
final class LiveMessage implements AutoCloseable {

    private static final long NEVER = Recovery.NEVER;
    /** How far an attempt may run ahead of the reader. */
    private static final int MOST_AHEAD = 64 << 10;
    /** How much of an error's body is handed on. */
    private static final int LONGEST_ERROR = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Host host = new Host();
    private final Delivered delivered = new Delivered();
    private final List<AttemptRun> abandoned = new ArrayList<>();
    private final ByteArrayOutputStream errorBody = new ByteArrayOutputStream(0);

    private final Recovery recovery;
    private final Sending sending;
    private final Alarm alarm;
    private final Announcer announcer;
    private final LongSupplier clock;
    private final boolean takesJson;

    private @Nullable AttemptRun current;
    private @Nullable AttemptRun direct;
    private @Nullable HttpResponse head;
    private Answer.@Nullable Plain plain;
    private @Nullable HttpResponse refusal;
    private @Nullable Throwable fault;
    private @Nullable Outcome outcome;
    private @Nullable Future<?> armed;
    private long armedFor = NEVER;
    private boolean closed;
    private boolean suspicious;

    /**
     * A message that is not asked for yet.
     *
     * @param takesJson whether an answer of plain JSON is as good as a stream
     * @param clock nanoseconds of any origin
     */
    LiveMessage(
            Recovery recovery,
            Sending sending,
            Alarm alarm,
            Announcer announcer,
            LongSupplier clock,
            boolean takesJson) {
        this.recovery = recovery;
        this.sending = sending;
        this.alarm = alarm;
        this.announcer = announcer;
        this.clock = clock;
        this.takesJson = takesJson;
    }

    void start() {
        locked(() -> recovery.start(now(), host));
    }

    /** What a message's first answer came to. */
    sealed interface Answer {

        /** A stream has begun: the message can be read. */
        record Stream(HttpResponse head) implements Answer {}

        /** The server knows no streams, and answered with the whole message. */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Plain(HttpResponse head, byte[] body) implements Answer {}

        /** There will be no stream: the last attempt was refused by status. */
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Refusal(HttpResponse head, byte[] body, Outcome outcome) implements Answer {}

        /** There will be no stream: no attempt got as far as a status. */
        record Nothing(Outcome outcome) implements Answer {}
    }

    /**
     * Waits for the first answer.
     *
     * @throws InterruptedException after the message was cancelled, if the thread is interrupted
     */
    Answer answer() throws InterruptedException {
        lock.lock();
        try {
            while (head == null && plain == null && outcome == null) {
                changed.await();
            }
            rethrowFault();
            if (plain != null) {
                return plain;
            }
            if (head != null) {
                return new Answer.Stream(head);
            }
            return refusal != null && outcome != null
                    ? new Answer.Refusal(refusal, errorBody.toByteArray(), outcome)
                    : new Answer.Nothing(requireNonNull(outcome));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads as {@link java.io.InputStream#read(byte[], int, int)} does.
     *
     * @throws UnfinishedMessageException after all that arrived was read, if the message did not come to its end
     * @throws IOException if it was closed
     */
    int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (true) {
                AttemptRun own = null;
                lock.lock();
                try {
                    if (closed) {
                        throw new IOException("the stream was closed");
                    }
                    if (!delivered.isEmpty()) {
                        int taken = delivered.take(target, offset, length);
                        changed.signalAll();
                        return taken;
                    }
                    if (outcome != null) {
                        return end(outcome);
                    }
                    recovery.on(now(), new Input.Demand(true), host);
                    rearm();
                    own = direct;
                    if (own == null) {
                        changed.await();
                    }
                } finally {
                    lock.unlock();
                }
                if (own != null) {
                    own.readInto(target, offset, length);
                }
            }
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("the reader was interrupted").initCause(e);
        } finally {
            locked(() -> recovery.on(now(), new Input.Demand(false), host));
        }
    }

    private int end(Outcome over) throws IOException {
        rethrowFault();
        return switch (over) {
            case Outcome.Complete complete -> -1;
            case Outcome.Refused refused -> -1;
            case Outcome.ContextFull full -> -1;
            case Outcome.Stalled stalled -> throw new UnfinishedMessageException(stalled);
            case Outcome.Cut cut -> throw new UnfinishedMessageException(cut);
            case Outcome.Overloaded overloaded -> throw new UnfinishedMessageException(overloaded);
            case Outcome.RateLimited limited -> throw new UnfinishedMessageException(limited);
            case Outcome.Rejected rejected -> throw new UnfinishedMessageException(rejected);
            case Outcome.BudgetSpent spent -> throw new UnfinishedMessageException(spent);
            case Outcome.Cancelled cancelled -> throw new UnfinishedMessageException(cancelled);
        };
    }

    private void rethrowFault() {
        switch (fault) {
            case null -> {}
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new IllegalStateException(fault);
        }
    }

    /** How the message ended, once it has. */
    Optional<Outcome> outcome() {
        lock.lock();
        try {
            return Optional.ofNullable(outcome);
        } finally {
            lock.unlock();
        }
    }

    /** Wants no more; frees the connection at once. A thread that reads gets an exception. */
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            recovery.on(now(), new Input.Cancel(), host);
        });
    }

    private void cancel() {
        locked(() -> recovery.on(now(), new Input.Cancel(), host));
    }

    void sent(AttemptRun run) {
        locked(() -> recovery.on(now(), new Input.Sent(run.number()), host));
    }

    boolean takesJson() {
        return takesJson;
    }

    /** Takes the head of a stream; whether the attempt is to read the rest itself. */
    boolean stream(AttemptRun run, HttpResponse response) {
        return head(run, response, Heads.of(response), true, true);
    }

    /** Takes the head of a stream that calls itself something else; whether the rest is wanted. */
    boolean streamInDisguise(AttemptRun run, HttpResponse response) {
        return head(run, response, Heads.ofStream(response), true, false);
    }

    /** Takes the head of a response that is no stream; whether the rest is wanted. */
    boolean refusal(AttemptRun run, HttpResponse response) {
        return head(run, response, Heads.of(response), false, false);
    }

    /** Takes a whole message, which is all that there is to be had. */
    void whole(AttemptRun run, HttpResponse response, byte[] body) {
        locked(() -> {
            if (run == current) {
                current = null;
                plain = new Answer.Plain(response, body);
                recovery.on(now(), new Input.Cancel(), host);
            }
        });
        response.close();
    }

    private boolean head(AttemptRun run, HttpResponse response, ResponseHead told, boolean stream, boolean byReader) {
        lock.lock();
        try {
            if (run != current) {
                return false;
            }
            errorBody.reset();
            refusal = stream ? null : response;
            recovery.on(now(), new Input.Head(run.number(), told), host);
            if (stream && head == null) {
                head = response;
                direct = byReader ? run : null;
            }
            return run != direct;
        } finally {
            leave();
        }
    }

    /** Takes bytes of a response; whether more are wanted. Waits while the reader is far behind. */
    boolean bytes(AttemptRun run, byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            if (run != current) {
                return false;
            }
            if (refusal != null && errorBody.size() < LONGEST_ERROR) {
                errorBody.write(bytes, offset, Math.min(length, LONGEST_ERROR - errorBody.size()));
            }
            recovery.bytes(now(), run.number(), bytes, offset, length, host);
            while (run == current && run != direct && delivered.size() > MOST_AHEAD) {
                changed.awaitUninterruptibly();
            }
            return run == current;
        } finally {
            leave();
        }
    }

    void ended(AttemptRun run) {
        locked(() -> recovery.on(now(), new Input.Ended(run.number(), HowEnded.CLEAN), host));
    }

    /** An attempt's thread, or the reader in its place, met an exception. */
    void failed(AttemptRun run, Throwable failure, boolean answered) {
        boolean interrupted = run == direct && Thread.currentThread().isInterrupted();
        Optional<HowEnded> how = Trouble.of(failure, answered);
        locked(() -> {
            if (run != current) {
                return;
            }
            if (interrupted) {
                recovery.on(now(), new Input.Cancel(), host);
            } else if (how.isPresent()) {
                recovery.on(now(), new Input.Ended(run.number(), how.get()), host);
            } else {
                fault = failure;
                recovery.on(now(), new Input.Cancel(), host);
            }
        });
    }

    private void tick() {
        locked(() -> {
            armedFor = NEVER;
            if (now() >= recovery.wakeAt()) {
                recovery.on(now(), new Input.Tick(), host);
            }
        });
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            leave();
        }
    }

    /** Gives the lock back, and does what must not be done under it. */
    private void leave() {
        List<AttemptRun> toClose = List.of();
        boolean suspect = suspicious && outcome == null;
        try {
            rearm();
            suspicious = false;
            if (!abandoned.isEmpty()) {
                toClose = List.copyOf(abandoned);
                abandoned.clear();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        toClose.forEach(AttemptRun::abandon);
        if (suspect) {
            sending.test();
        }
        announcer.announce();
    }

    private void rearm() {
        long wake = recovery.wakeAt();
        if (wake >= armedFor || outcome != null) {
            return;
        }
        if (armed != null) {
            armed.cancel(false);
        }
        armedFor = wake;
        armed = alarm.in(wake - now(), this::tick);
    }

    private long now() {
        return clock.getAsLong();
    }

    private final class Host implements Effects {

        @Override
        public void deliver(byte[] bytes, int offset, int length) {
            delivered.add(bytes, offset, length);
        }

        @Override
        public void send(int attempt, Call call) {
            refusal = null;
            current = new AttemptRun(LiveMessage.this, sending, attempt, call);
            announcer.sending(attempt, call, now());
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
            if (armed != null) {
                armed.cancel(false);
            }
            if (plain == null) {
                announcer.ended(end, now());
            }
        }

        @Override
        public void observe(StreamEvent event) {
            suspicious |= event instanceof StreamEvent.Decided decided
                    && (decided.cause() instanceof Cause.Stalled || decided.cause() instanceof Cause.Silent);
            announcer.observed(event);
        }
    }
}
