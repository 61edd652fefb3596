package dev.perennial.simulator.internal.message;

import dev.perennial.simulator.Pace;
import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Puts the time that the model needs between its events, and pings into silences that last too long. */
public final class PacedSteps implements Iterator<StreamStep> {

    private final Iterator<MessageFrames.Timed> frames;
    private final Pace pace;
    private final Deque<StreamStep> ready = new ArrayDeque<>();
    private boolean begun;

    /** The events at this pace. */
    public PacedSteps(Iterator<MessageFrames.Timed> frames, Pace pace) {
        this.frames = frames;
        this.pace = pace;
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty() || frames.hasNext();
    }

    @Override
    public StreamStep next() {
        if (ready.isEmpty()) {
            MessageFrames.Timed timed = frames.next();
            addSilence(timeFor(timed.tokens()));
            ready.add(timed.frame());
        }
        return ready.remove();
    }

    private Duration timeFor(int tokens) {
        if (tokens == 0) {
            return Duration.ZERO;
        }
        Duration wait = begun ? Duration.ZERO : pace.firstToken();
        begun = true;
        return wait.plus(pace.of(tokens));
    }

    private void addSilence(Duration silence) {
        Duration left = silence;
        for (; left.compareTo(pace.pingInterval()) > 0; left = left.minus(pace.pingInterval())) {
            ready.add(new StreamStep.Pause(pace.pingInterval()));
            ready.add(MessageFrames.PING);
        }
        if (left.isPositive()) {
            ready.add(new StreamStep.Pause(left));
        }
    }
}
