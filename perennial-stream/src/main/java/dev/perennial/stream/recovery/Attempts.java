package dev.perennial.stream.recovery;

import dev.perennial.stream.clocks.Phase;

/** The attempts of a message, one after the other: the one that is under way, and what the next one will send. Not thread-safe. */
final class Attempts {

    private final Incoming incoming;
    private final Outgoing outgoing;
    private final Usage usage;
    private final Watch watch;

    private Attempt current;
    private Call next;
    private boolean answered;

    /** None was sent yet, but so many before, elsewhere; {@code first} is what the first one will send. */
    Attempts(Call first, Incoming incoming, Outgoing outgoing, Usage usage, Watch watch, int before) {
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.usage = usage;
        this.watch = watch;
        this.next = first;
        this.current = new Attempt(before, first, new AttemptReader(incoming), 0, 0);
    }

    /** What the next attempt will send. */
    void goOnWith(Call call) {
        next = call;
    }

    void send(long now, Effects effects) {
        long kept = outgoing.blocks().keptLength();
        current = new Attempt(current.number() + 1, next, new AttemptReader(incoming), now, kept);
        usage.beginAttempt(next.shape() == Call.Shape.ORIGINAL ? 0 : writtenTokens());
        effects.send(current.number(), next);
    }

    /** The first one was made by another process, and this is what came of it. */
    void recall(Received received, long now) {
        current = new Attempt(current.number() + 1, next, new AttemptReader(incoming), now, 0);
        answered = current.arrived(received.head());
        current.feed(received.frames(), 0, received.frames().length);
    }

    /** The request of the current one left; {@code stalls} attempts before it made no progress any more. */
    void sent(int stalls, long now) {
        if (current.sent()) {
            watch.begin(current.number(), stalls, Phase.HEAD, now);
        }
    }

    void head(ResponseHead arrived, long now) {
        if (!current.arrived(arrived)) {
            return;
        }
        watch.bytes(now);
        answered |= arrived.isStream();
        watch.enter(arrived.isStream() ? Phase.FIRST_TOKEN : Phase.HEAD, now);
    }

    /** About how many tokens of the message are out. */
    long writtenTokens() {
        return usage.estimate(outgoing.blocks().keptOrOpen());
    }

    /** The one that is under way, or was the last; before the first the last one made elsewhere, or number 0. */
    Attempt current() {
        return current;
    }

    int number() {
        return current.number();
    }

    /** Whether any of them got as far as a stream. */
    boolean isAnswered() {
        return answered;
    }
}
