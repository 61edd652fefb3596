package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;

/** Finds the place before an event of a number. */
final class NumberedEvent implements PlaceFinder {

    private long left;

    NumberedEvent(long number) {
        this.left = number;
    }

    @Override
    public Sighting look(StreamStep step) {
        boolean here = step instanceof StreamStep.Frame && --left == 0;
        return here ? Sighting.BEFORE : Sighting.NOT_HERE;
    }
}
