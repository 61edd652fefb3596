package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Holds a stream back until it is over, then lets it go at once; keeps it in memory meanwhile. */
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
                held.add(step);
            }
        }
        if (waited.isPositive()) {
            held.addFirst(Steps.pause(waited));
        }
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
