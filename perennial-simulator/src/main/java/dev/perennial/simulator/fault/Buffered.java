package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Holds a stream back until it is over, then lets it go at once; keeps it in memory meanwhile. Of one that is never over
 * nothing comes.
 */
final class Buffered implements Iterator<StreamStep> {

    private final Iterator<StreamStep> source;
    private final List<StreamStep> held = new ArrayList<>();
    private int next = -1;

    private Buffered(Iterator<StreamStep> source) {
        this.source = source;
    }

    static Iterator<StreamStep> of(Scene scene, Iterator<StreamStep> rest) {
        return new Buffered(rest);
    }

    private void fill() {
        if (next >= 0) {
            return;
        }
        next = 0;
        Duration waited = Duration.ZERO;
        while (source.hasNext()) {
            StreamStep step = source.next();
            if (step instanceof StreamStep.Pause pause) {
                waited = waited.plus(pause.duration());
            } else {
                hold(step);
            }
        }
        if (waited.isPositive()) {
            held.addFirst(Steps.pause(waited));
        }
    }

    private void hold(StreamStep step) {
        if (step instanceof StreamStep.End end && isEndless(end.how())) {
            held.clear();
        }
        held.add(step);
    }

    private static boolean isEndless(StreamStep.Ending how) {
        return switch (how) {
            case HANG, BLACK_HOLE -> true;
            case CLEAN, CLOSE, RESET, RESET_STREAM -> false;
        };
    }

    @Override
    public boolean hasNext() {
        fill();
        return next < held.size();
    }

    @Override
    public StreamStep next() {
        fill();
        return held.get(next++);
    }
}
