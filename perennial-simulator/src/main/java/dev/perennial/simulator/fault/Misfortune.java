package dev.perennial.simulator.fault;

import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.StreamStep;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The faults of one response. Used by one thread. */
final class Misfortune {

    /** Within every body that is JSON, and behind its beginning. */
    private static final Place MIDDLE = new Place.Offset(40);

    private static final Set<Effect.Stage> PLAIN = EnumSet.of(Effect.Stage.EVENTS, Effect.Stage.FRAMING);
    private static final Set<Effect.Stage> ON_THE_WIRE = EnumSet.of(Effect.Stage.BYTES, Effect.Stage.PACKETS);

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
        SimulatedResponse response = changedBy(Misfortune::reply, original);
        boolean anyBody = response instanceof SimulatedResponse.Whole;
        response = changedBody(response, PLAIN, anyBody);
        response = changedBy(Misfortune::encoding, response);
        response = changedBody(response, ON_THE_WIRE, anyBody);
        return watched(changedBy(Misfortune::head, response));
    }

    private static Optional<Effect.ReplyChange> reply(Effect effect) {
        return effect instanceof Effect.Reply reply ? Optional.of(reply.change()) : Optional.empty();
    }

    private static Optional<Effect.ReplyChange> encoding(Effect effect) {
        return effect instanceof Effect.Encoding encoding ? Optional.of(encoding.change()) : Optional.empty();
    }

    private static Optional<Effect.ReplyChange> head(Effect effect) {
        return effect instanceof Effect.Head head ? Optional.of(head.change()) : Optional.empty();
    }

    private SimulatedResponse changedBy(
            Function<Effect, Optional<Effect.ReplyChange>> kind, SimulatedResponse original) {
        SimulatedResponse response = original;
        for (Fault fault : faults.list()) {
            Optional<Effect.ReplyChange> change = kind.apply(fault.kind().effect());
            if (change.isPresent()) {
                happened(fault);
                response = change.get().apply(fault, response);
            }
        }
        return response;
    }

    private SimulatedResponse changedBody(SimulatedResponse response, Set<Effect.Stage> stages, boolean anyBody) {
        return switch (response) {
            case SimulatedResponse.Whole whole -> whole(whole, stages);
            case SimulatedResponse.Stream stream -> stream.with(changed(stream.steps(), stages, anyBody));
            case SimulatedResponse.Broken broken -> broken;
        };
    }

    private SimulatedResponse whole(SimulatedResponse.Whole whole, Set<Effect.Stage> stages) {
        if (faults.list().stream().noneMatch(Misfortune::concernsAnyBody)) {
            return whole;
        }
        Iterator<StreamStep> body = changed(Steps.of(new StreamStep.Bytes(whole.body())), stages, true);
        return new SimulatedResponse.Stream(whole.status(), whole.headers(), body, whole.delay());
    }

    private static boolean concernsAnyBody(Fault fault) {
        return fault.kind().effect() instanceof Effect.Steps steps && steps.anyBody();
    }

    private Iterator<StreamStep> changed(Iterator<StreamStep> steps, Set<Effect.Stage> stages, boolean anyBody) {
        Iterator<StreamStep> changed = steps;
        for (Effect.Stage stage : stages) {
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
