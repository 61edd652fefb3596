package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Ending;
import java.util.List;

/** Faults of whole connections below HTTP, most of them known from HTTP/2 over TLS. */
final class ConnectionFaults {

    static final List<FaultKind> KINDS = List.of(
            kind(
                    "black-hole",
                    "the network swallows the connection; both sides keep it open",
                    Harm.LOSS,
                    true,
                    (scene, rest) -> Steps.end(Ending.BLACK_HOLE)),
            kind(
                    "http2-reset-stream",
                    "the stream alone is reset (RST_STREAM); a close with HTTP/1.1",
                    Harm.LOSS,
                    true,
                    (scene, rest) -> Steps.end(Ending.RESET_STREAM)),
            kind(
                    "http2-goaway",
                    "the connection takes no more requests (GOAWAY), this stream goes on",
                    Harm.NONE,
                    false,
                    (scene, rest) -> Steps.before(new StreamStep.GoAway(), rest)),
            kind(
                    "http2-goaway-close",
                    "GOAWAY, then the connection is closed",
                    Harm.LOSS,
                    false,
                    (scene, rest) -> Steps.concat(Steps.of(new StreamStep.GoAway()), Steps.end(Ending.CLOSE))));

    private ConnectionFaults() {}

    private static FaultKind kind(
            String name, String description, Harm harm, boolean anyBody, Effect.StepChange change) {
        return FaultKind.steps(
                name,
                FaultGroup.HTTP2,
                description,
                harm,
                new Parameter.None(),
                "text",
                new Effect.Steps(Effect.Stage.EVENTS, anyBody, change));
    }
}
