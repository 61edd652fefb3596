package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Lets a stream pass up to the place of a fault, and from there on what the fault makes of it. */
final class Cue implements Iterator<StreamStep> {

    private final Iterator<StreamStep> source;
    private final PlaceFinder finder;
    private final boolean atEnd;
    private final Effect.StepChange change;
    private final Scene scene;
    private final Runnable happened;
    private final Deque<StreamStep> ready = new ArrayDeque<>();
    private Iterator<StreamStep> rest = Collections.emptyIterator();
    private boolean over;

    /**
     * A stream with a fault.
     *
     * @param place where it begins
     * @param happened run when the place is reached
     */
    Cue(Iterator<StreamStep> source, Fault fault, Place place, Effect.StepChange change, Runnable happened) {
        this.source = source;
        this.finder = PlaceFinder.of(place);
        this.atEnd = place instanceof Place.End;
        this.change = change;
        this.scene = new Scene(fault);
        this.happened = happened;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !over) {
            advance();
        }
        return !ready.isEmpty() || rest.hasNext();
    }

    @Override
    public StreamStep next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.isEmpty() ? rest.next() : ready.remove();
    }

    private void advance() {
        if (source.hasNext()) {
            look(source.next());
        } else if (atEnd) {
            begin(Collections.emptyIterator());
        } else {
            over = true;
        }
    }

    private void look(StreamStep step) {
        if (step instanceof StreamStep.End) {
            ready.add(step);
            over = true;
            return;
        }
        switch (finder.look(step)) {
            case Sighting.NotHere notHere -> pass(step);
            case Sighting.Before before -> begin(Steps.before(step, source));
            case Sighting.After after -> {
                pass(step);
                begin(source);
            }
            case Sighting.Within within -> {
                pass(within.first());
                begin(Steps.before(within.second(), source));
            }
        }
    }

    private void pass(StreamStep step) {
        scene.pass(step);
        ready.add(step);
    }

    private void begin(Iterator<StreamStep> remaining) {
        over = true;
        happened.run();
        rest = change.apply(scene, remaining);
    }
}
