package dev.perennial.simulator.internal.message;

import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.IntConsumer;

/** Puts the time that the model needs between its events, and pings at their cadence from the first event on. */
public final class PacedSteps implements Iterator<StreamStep> {

    private final Iterator<MessageFrames.Timed> frames;
    private final Tempo tempo;
    private final IntConsumer generated;
    private final Deque<StreamStep> ready = new ArrayDeque<>();
    private Duration sincePing = Duration.ZERO;

    /**
     * The events at this tempo.
     *
     * @param generated is told the output tokens of each event when its turn comes
     */
    public PacedSteps(Iterator<MessageFrames.Timed> frames, Tempo tempo, IntConsumer generated) {
        this.frames = frames;
        this.tempo = tempo;
        this.generated = generated;
        if (tempo.reading().isPositive()) {
            ready.add(new StreamStep.Pause(tempo.reading()));
        }
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || frames.hasNext();
    }

    @Override
    public StreamStep next() {
        if (ready.isEmpty()) {
            MessageFrames.Timed timed = frames.next();
            addSilence(tempo.before(timed.work(), timed.tokens()));
            ready.add(timed.frame());
            generated.accept(timed.tokens());
        }
        return ready.remove();
    }

    private void addSilence(Duration silence) {
        Duration left = silence;
        for (Duration toPing = untilPing(); left.compareTo(toPing) > 0; toPing = untilPing()) {
            addPause(toPing);
            ready.add(MessageFrames.PING);
            left = left.minus(toPing);
            sincePing = Duration.ZERO;
        }
        addPause(left);
        sincePing = sincePing.plus(left);
    }

    private Duration untilPing() {
        return tempo.pingInterval().minus(sincePing);
    }

    private void addPause(Duration pause) {
        if (pause.isPositive()) {
            ready.add(new StreamStep.Pause(pause));
        }
    }
}
