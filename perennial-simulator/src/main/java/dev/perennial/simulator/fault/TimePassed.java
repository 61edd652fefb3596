package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;
import java.time.Duration;

/** Finds the place where some time of pauses has passed. */
final class TimePassed implements PlaceFinder {

    private Duration left;

    TimePassed(Duration after) {
        this.left = after;
    }

    @Override
    public Sighting look(StreamStep step) {
        if (left.isZero()) {
            return Sighting.BEFORE;
        }
        return step instanceof StreamStep.Pause pause ? look(pause.duration()) : Sighting.NOT_HERE;
    }

    private Sighting look(Duration pause) {
        if (pause.compareTo(left) > 0) {
            return new Sighting.Within(Steps.pause(left), Steps.pause(pause.minus(left)));
        }
        left = left.minus(pause);
        return left.isZero() ? Sighting.AFTER : Sighting.NOT_HERE;
    }
}
