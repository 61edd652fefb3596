package dev.perennial.simulator.fault;

import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.StreamStep;
import java.util.Iterator;

/** The faults of one response. Used by one thread. */
final class Misfortune {

    /** Within every body that is JSON, and behind its beginning. */
    private static final Place MIDDLE = new Place.Offset(40);

    private final Faults faults;
    private final Runnable sentWhole;
    private boolean lost;

    /**
     * Faults that are about to happen.
     *
     * @param sentWhole run when the response has been sent whole nevertheless
     */
    Misfortune(Faults faults, Runnable sentWhole) {
        this.faults = faults;
        this.sentWhole = sentWhole;
    }

    SimulatedResponse befall(SimulatedResponse original) {
        SimulatedResponse response = original;
        for (Fault fault : faults.list()) {
            if (fault.kind().effect() instanceof Effect.Reply reply) {
                response = changed(response, fault, reply.change());
            }
        }
        response = changedBody(response);
        for (Fault fault : faults.list()) {
            if (fault.kind().effect() instanceof Effect.Head head) {
                response = changed(response, fault, head.change());
            }
        }
        return watched(response);
    }

    private SimulatedResponse changed(SimulatedResponse response, Fault fault, Effect.ReplyChange change) {
        happened(fault);
        return change.apply(fault, response);
    }

    private SimulatedResponse changedBody(SimulatedResponse response) {
        return switch (response) {
            case SimulatedResponse.Whole whole -> whole(whole);
            case SimulatedResponse.Stream stream -> stream.with(changed(stream.steps(), false));
            case SimulatedResponse.Broken broken -> broken;
        };
    }

    private SimulatedResponse whole(SimulatedResponse.Whole whole) {
        if (faults.list().stream().noneMatch(Misfortune::concernsAnyBody)) {
            return whole;
        }
        Iterator<StreamStep> body = changed(Steps.of(new StreamStep.Bytes(whole.body())), true);
        return new SimulatedResponse.Stream(whole.status(), whole.headers(), body, whole.delay());
    }

    private static boolean concernsAnyBody(Fault fault) {
        return fault.kind().effect() instanceof Effect.Steps steps && steps.anyBody();
    }

    private Iterator<StreamStep> changed(Iterator<StreamStep> steps, boolean anyBody) {
        Iterator<StreamStep> changed = steps;
        for (Effect.Stage stage : Effect.Stage.values()) {
            for (Fault fault : faults.list()) {
                changed = changed(changed, fault, stage, anyBody);
            }
        }
        return changed;
    }

    private Iterator<StreamStep> changed(Iterator<StreamStep> steps, Fault fault, Effect.Stage stage, boolean anyBody) {
        if (!(fault.kind().effect() instanceof Effect.Steps effect) || stage(fault, effect) != stage) {
            return steps;
        }
        return anyBody && !effect.anyBody()
                ? steps
                : new Cue(steps, fault, place(fault, anyBody), effect.change(), () -> happened(fault));
    }

    /** A place in bytes counts those that leave. */
    private static Effect.Stage stage(Fault fault, Effect.Steps effect) {
        return fault.place() instanceof Place.Offset && effect.stage() != Effect.Stage.PACKETS
                ? Effect.Stage.BYTES
                : effect.stage();
    }

    /** A body without events has a middle instead of their places. */
    private static Place place(Fault fault, boolean anyBody) {
        return switch (fault.place()) {
            case Place.First first -> first;
            case Place.Offset at -> at;
            case Place.End end -> end;
            case Place.Time time -> time;
            case Place.Event event -> anyBody ? MIDDLE : event;
            case Place.MessageStart start -> anyBody ? MIDDLE : start;
            case Place.Inside inside -> anyBody ? MIDDLE : inside;
            case Place.BlockStop stop -> anyBody ? MIDDLE : stop;
            case Place.MessageDelta delta -> anyBody ? MIDDLE : delta;
        };
    }

    private void happened(Fault fault) {
        lost |= fault.kind().harm() == Harm.LOSS;
    }

    private void sent() {
        if (!lost) {
            sentWhole.run();
        }
    }

    private SimulatedResponse watched(SimulatedResponse response) {
        return switch (response) {
            case SimulatedResponse.Whole whole -> {
                sent();
                yield whole;
            }
            case SimulatedResponse.Stream stream -> stream.with(watched(stream.steps()));
            case SimulatedResponse.Broken broken ->
                new SimulatedResponse.Broken(
                        watched(broken.steps()),
                        broken.delay(),
                        broken.overHttp2().map(s -> s.with(watched(s.steps()))));
        };
    }

    /** The steps up to the first end. */
    private Iterator<StreamStep> watched(Iterator<StreamStep> steps) {
        return new Iterator<>() {
            private boolean over;

            @Override
            public boolean hasNext() {
                if (!over && !steps.hasNext()) {
                    over = true;
                    sent();
                }
                return !over;
            }

            @Override
            public StreamStep next() {
                StreamStep step = steps.next();
                if (step instanceof StreamStep.End) {
                    over = true;
                    sent();
                }
                return step;
            }
        };
    }
}
