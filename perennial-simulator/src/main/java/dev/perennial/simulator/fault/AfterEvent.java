package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;

/** Finds the place after the nth event of a type. */
final class AfterEvent implements PlaceFinder {

    private final String type;
    private long left;

    AfterEvent(String type, long number) {
        this.type = type;
        this.left = number;
    }

    @Override
    public Sighting look(StreamStep step) {
        boolean here = step instanceof StreamStep.Frame frame && frame.event().equals(type) && --left == 0;
        return here ? Sighting.AFTER : Sighting.NOT_HERE;
    }
}
