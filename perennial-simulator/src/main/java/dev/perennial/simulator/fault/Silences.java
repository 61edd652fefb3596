package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.List;

/** Streams on which nothing useful comes any more. */
final class Silences {

    private static final Duration PULSE = Duration.ofSeconds(10);
    private static final Parameter.Time LONG = new Parameter.Time(Duration.ofHours(1));

    static final List<FaultKind> KINDS = List.of(
            FaultKind.steps(
                    "silence",
                    FaultGroup.SILENCE,
                    "nothing comes for this long, then the stream goes on",
                    Harm.DELAY,
                    LONG,
                    "text",
                    Effect.Steps.anyBody((scene, rest) ->
                            Steps.before(Steps.pause(scene.fault().time()), rest))),
            pulse("silence-pings", "nothing but a ping every 10 s for this long", scene -> Events.PING),
            pulse(
                    "silence-comments",
                    "nothing but a comment line every 10 s for this long",
                    scene -> Steps.bytes(": keep-alive\n\n")),
            pulse(
                    "silence-empty-deltas",
                    "nothing but an empty delta every 10 s for this long",
                    scene -> scene.isBlockOpen() ? scene.delta("") : Events.PING),
            FaultKind.steps(
                    "hang",
                    FaultGroup.SILENCE,
                    "nothing comes any more, ever; the connection stays open",
                    Harm.LOSS,
                    new Parameter.None(),
                    "text",
                    Effect.Steps.anyBody((scene, rest) -> Steps.end(StreamStep.Ending.HANG))),
            FaultKind.steps(
                    "hang-at-end",
                    FaultGroup.SILENCE,
                    "the whole message came, but the body never ends",
                    Harm.NONE,
                    new Parameter.None(),
                    "end",
                    Effect.Steps.events((scene, rest) -> Steps.end(StreamStep.Ending.HANG))));

    private Silences() {}

    /** What interrupts a silence without ending it. */
    private interface Pulse {
        StreamStep of(Scene scene);
    }

    private static FaultKind pulse(String name, String description, Pulse pulse) {
        Effect.StepChange change = (scene, rest) ->
                Steps.concat(Steps.repeat(pulse.of(scene), PULSE, scene.fault().time()), rest);
        return FaultKind.steps(
                name, FaultGroup.SILENCE, description, Harm.DELAY, LONG, "text", Effect.Steps.events(change));
    }
}
