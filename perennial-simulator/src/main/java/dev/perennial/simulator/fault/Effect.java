package dev.perennial.simulator.fault;

import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.StreamStep;
import java.util.Iterator;

/** What a kind of fault does to a response. */
sealed interface Effect {

    /** Replaces the response, or changes its head. */
    record Reply(ReplyChange change) implements Effect {}

    /** Gives the body another form, after the faults of what it holds and before those of its bytes. */
    record Encoding(ReplyChange change) implements Effect {}

    /**
     * Lets the head come in another way, or not at all; after the faults of the body, which may come behind it.
     */
    record Head(ReplyChange change) implements Effect {}

    /**
     * Replaces the rest of the stream, from the fault's place on.
     *
     * @param stage when, among the faults of a response
     * @param anyBody whether it makes sense for bodies that are no event streams
     * @param change the rest that was to come, to the rest that comes
     */
    record Steps(Stage stage, boolean anyBody, StepChange change) implements Effect {

        static Steps events(StepChange change) {
            return new Steps(Stage.EVENTS, false, change);
        }

        static Steps anyBody(StepChange change) {
            return new Steps(Stage.EVENTS, true, change);
        }
    }

    /** Changes a response. */
    @FunctionalInterface
    interface ReplyChange {
        SimulatedResponse apply(Fault fault, SimulatedResponse response);
    }

    /** Changes the rest of a stream; lazily, for streams may be long. */
    @FunctionalInterface
    interface StepChange {
        Iterator<StreamStep> apply(Scene scene, Iterator<StreamStep> rest);
    }

    /** Events have to be changed before they become bytes, and bytes before they are put into packets. */
    enum Stage {
        EVENTS,
        FRAMING,
        BYTES,
        PACKETS
    }
}
