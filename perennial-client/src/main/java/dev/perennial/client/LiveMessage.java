package dev.perennial.client;

import com.anthropic.core.http.HttpResponse;
import dev.perennial.client.governor.GovernedMessage;
import dev.perennial.client.governor.Ticket;
import dev.perennial.governor.Rejection;
import dev.perennial.governor.Wait;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.HowEnded;
import dev.perennial.stream.recovery.Input;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Recovery;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
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

    /** A read that has nothing to give yet. */
    static final int NOTHING_YET = -2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final MessageState state;
    private final NetworkWatch network;
    private final GovernedMessage governed;
    private final Sending sending;
    private final Announcer announcer;
    private final boolean takesJson;

    /** Whether the recovery knows that the reader waits; the reader's own. */
    private boolean wantsBytes;

    private boolean closed;

    /**
     * A message that is not asked for yet.
     *
     * @param governed says when its attempts may go
     * @param takesJson whether an answer of plain JSON is as good as a stream
     * @param clock nanoseconds of any origin
     */
    LiveMessage(
            Recovery recovery,
            GovernedMessage governed,
            Sending sending,
            Alarm alarm,
            NetworkWatch network,
            Announcer announcer,
            LongSupplier clock,
            boolean takesJson) {
        this.governed = governed;
        this.network = network;
        this.sending = sending;
        this.announcer = announcer;
        this.takesJson = takesJson;
        this.state = new MessageState(
                recovery,
                governed,
                announcer,
                clock,
                new WakeUp(alarm, this::tick),
                (number, call) -> new AttemptRun(this, sending, number, call));
    }

    /** Its answer has begun in another process, with that head: nobody waits for another one. To be said before the start. */
    void begun(HttpResponse head) {
        state.begun(head);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // to stop listening cannot fail
    void start() {
        NetworkWatch.Watching watching = network.onChange(this::networkChanged);
        ending().whenComplete((over, failure) -> watching.close());
        locked(state::start);
    }

    private void networkChanged(NetworkWatch.Change change) {
        locked(() -> state.on(new Input.NetworkChanged(change == NetworkWatch.Change.OTHER)));
    }

    /**
     * Waits for the first answer.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    Answer answer() throws InterruptedException {
        Answer answer = awaitAnswer();
        announcer.settle();
        return answer;
    }

    private Answer awaitAnswer() throws InterruptedException {
        lock.lock();
        try {
            Optional<Answer> answer = state.answer();
            while (answer.isEmpty()) {
                changed.await();
                answer = state.answer();
            }
            return answer.get();
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
            int count = NOTHING_YET;
            while (count == NOTHING_YET) {
                count = readOrWait(target, offset, length);
            }
            return count;
        } catch (InterruptedException e) {
            locked(() -> state.on(new Input.Cancel()));
            Thread.currentThread().interrupt();
            throw interruption(e);
        } finally {
            if (wantsBytes) {
                locked(this::wantNoMore);
            }
            announcer.settle();
        }
    }

    /** What an interrupted caller gets once the message is cancelled; its cause has the outcome. */
    InterruptedIOException interruption(InterruptedException interrupted) {
        InterruptedIOException told = new InterruptedIOException("interrupted");
        told.initCause(outcome().<Exception>map(UnfinishedMessageException::new).orElse(interrupted));
        return told;
    }

    /** Reads what is there; if nothing is, brings it or waits for those who do. */
    private int readOrWait(byte[] target, int offset, int length) throws IOException, InterruptedException {
        AttemptRun own;
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the stream was closed");
            }
            if (state.isReadable()) {
                int count = state.read(target, offset, length);
                changed.signalAll();
                return count;
            }
            own = awaitBytes();
        } finally {
            lock.unlock();
        }
        return own == null ? NOTHING_YET : own.readFor(target, offset, length);
    }

    /** Waits, unless the reader is to read an attempt itself: that one. */
    @SuppressWarnings("WaitNotInLoop") // read() loops
    private @Nullable AttemptRun awaitBytes() throws InterruptedException {
        if (!wantsBytes) {
            wantsBytes = true;
            state.on(new Input.Demand(true));
        }
        state.rearm();
        Optional<AttemptRun> own = state.direct();
        if (own.isEmpty()) {
            changed.await();
        }
        return own.orElse(null);
    }

    private void wantNoMore() {
        wantsBytes = false;
        state.on(new Input.Demand(false));
    }

    /**
     * Takes bytes that the reader read itself, and gives back what they come to: one turn of the lock for what happens at every
     * delta of a healthy stream.
     *
     * @param target where the bytes lie, and where what they come to goes
     * @param count how many came
     * @param length how much fits
     * @return how much was given back; {@link #NOTHING_YET} if there is nothing
     */
    int exchange(AttemptRun run, byte[] target, int offset, int count, int length) throws IOException {
        lock.lock();
        try {
            if (!state.isCurrent(run)) {
                return NOTHING_YET;
            }
            state.bytes(run, target, offset, count);
            if (!state.isReadable()) {
                return NOTHING_YET;
            }
            wantNoMore();
            return state.read(target, offset, length);
        } finally {
            leave();
        }
    }

    /** How the message ends; complete once it has. */
    CompletableFuture<Outcome> ending() {
        return state.ending();
    }

    /** How the message ended, once it has. */
    Optional<Outcome> outcome() {
        return Optional.ofNullable(ending().getNow(null));
    }

    /** Wants no more; frees the connection at once. A thread that reads gets an exception. */
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            state.on(new Input.Cancel());
        });
    }

    boolean takesJson() {
        return takesJson;
    }

    /** Asks for an attempt, off the lock; {@code news} is called whenever its turn changes. */
    Ticket ask(AttemptRun run, Call call, Runnable news) {
        return governed.ask(run.number(), call, news);
    }

    void queued(AttemptRun run, Wait wait) {
        locked(() -> state.queued(run, wait));
    }

    void withheld(AttemptRun run, Rejection why) {
        locked(() -> state.on(new Input.Withheld(run.number(), GovernedMessage.cause(why))));
    }

    void sent(AttemptRun run, Duration waited) {
        locked(() -> state.sent(run, waited));
    }

    /** Takes the head of a response; whether the attempt is to read the rest itself. */
    boolean head(AttemptRun run, HttpResponse response, Arrival arrival) {
        lock.lock();
        try {
            if (!state.isCurrent(run)) {
                return false;
            }
            state.head(run, response, arrival);
            return !state.isDirect(run);
        } finally {
            leave();
        }
    }

    /** Takes a whole message, which is all that there is to be had. */
    void whole(AttemptRun run, HttpResponse response, byte[] body) {
        locked(() -> {
            if (state.isCurrent(run)) {
                state.whole(run, response, body);
            }
        });
        response.close();
    }

    /** Takes bytes of a response; whether more are wanted. Waits while the reader is far behind. */
    boolean bytes(AttemptRun run, byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            if (!state.isCurrent(run)) {
                return false;
            }
            state.bytes(run, bytes, offset, length);
            changed.signalAll(); // before it waits: the reader waits for these bytes
            while (state.isAhead(run)) {
                changed.awaitUninterruptibly();
            }
            return state.isCurrent(run);
        } finally {
            leave();
        }
    }

    void ended(AttemptRun run) {
        locked(() -> state.on(new Input.Ended(run.number(), HowEnded.CLEAN)));
    }

    /** An attempt's thread, or the reader in its place, met an exception. */
    void failed(AttemptRun run, Throwable failure, boolean answered) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        Optional<HowEnded> how = Trouble.of(failure, answered);
        locked(() -> {
            if (!state.isCurrent(run)) {
                return;
            }
            if (interrupted && state.isDirect(run)) {
                state.on(new Input.Cancel());
            } else if (how.isPresent()) {
                state.on(new Input.Ended(run.number(), how.get()));
            } else {
                state.fault(failure);
            }
        });
    }

    private void tick() {
        locked(state::tick);
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
        OptionalInt suspect = OptionalInt.empty();
        try {
            state.rearm();
            suspect = state.takeSuspicion();
            toClose = state.takeAbandoned();
            if (state.isAnswered()) {
                changed.signalAll(); // before that everybody waits for nothing but the answer
            }
        } finally {
            lock.unlock();
        }
        toClose.forEach(AttemptRun::abandon);
        suspect.ifPresent(sending::test);
        announcer.announce();
    }
}
