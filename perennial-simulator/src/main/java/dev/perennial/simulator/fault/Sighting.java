package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;

/** Where the place of a fault is, seen from one step. */
sealed interface Sighting {

    Sighting NOT_HERE = new NotHere();
    Sighting BEFORE = new Before();
    Sighting AFTER = new After();

    /** Further on. */
    record NotHere() implements Sighting {}

    /** Before the step. */
    record Before() implements Sighting {}

    /** After the step. */
    record After() implements Sighting {}

    /** Inside the step, which becomes two. */
    record Within(StreamStep first, StreamStep second) implements Sighting {}
}
