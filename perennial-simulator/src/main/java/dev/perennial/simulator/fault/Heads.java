package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.perennial.http.Headers;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Ending;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** Connections that do not come about, and responses whose head is late or broken. */
final class Heads {

    private static final Parameter.None NONE = new Parameter.None();
    private static final Headers CLOSE = Headers.of("Connection", "close");

    static final List<FaultKind> KINDS = List.of(
            connect(
                    "connect-delay",
                    "nothing is read from the connection for this long, not even a TLS handshake",
                    Harm.DELAY,
                    time(20),
                    (fault, original) -> Replies.later(original, fault.time())),
            connect(
                    "connect-reset",
                    "the connection is reset as soon as it is used",
                    Harm.LOSS,
                    NONE,
                    (fault, original) -> Replies.broken(original, Steps.end(Ending.RESET))),
            connect(
                    "connect-close",
                    "the connection is closed without an answer",
                    Harm.LOSS,
                    NONE,
                    (fault, original) -> Replies.broken(original, Steps.end(Ending.CLOSE))),
            connect(
                    "connect-black-hole",
                    "the network swallows the connection from the beginning",
                    Harm.LOSS,
                    NONE,
                    (fault, original) -> Replies.broken(original, Steps.end(Ending.BLACK_HOLE))),
            head(
                    "head-delay",
                    "the head comes this late",
                    Harm.DELAY,
                    time(20),
                    (fault, original) -> Replies.later(original, fault.time())),
            head(
                    "head-hang",
                    "the head never comes",
                    Harm.LOSS,
                    NONE,
                    (fault, original) -> Replies.broken(original, Steps.end(Ending.HANG))),
            head(
                    "head-cut",
                    "the connection is closed in the middle of the head",
                    Harm.LOSS,
                    NONE,
                    (fault, original) -> Replies.broken(original, half(original, Ending.CLOSE))),
            head(
                    "head-reset",
                    "the connection is reset in the middle of the head",
                    Harm.LOSS,
                    NONE,
                    (fault, original) -> Replies.broken(original, half(original, Ending.RESET))),
            head(
                    "head-garbage",
                    "what comes is no HTTP",
                    Harm.LOSS,
                    NONE,
                    (fault, original) -> Replies.broken(
                            original,
                            Steps.concat(Steps.of(Steps.bytes("SSH-2.0-OpenSSH_9.9\r\n")), Steps.end(Ending.CLOSE)))),
            head(
                    "head-drip",
                    "the head comes byte by byte, with this pause between; late with HTTP/2",
                    Harm.DELAY,
                    new Parameter.Time(Duration.ofMillis(100)),
                    (fault, original) -> drip(original, fault.time())),
            head(
                    "head-early-hints",
                    "an informational 103 response comes before the head; not with HTTP/2",
                    Harm.NONE,
                    NONE,
                    (fault, original) -> Replies.rawHead(
                            original,
                            Steps.of(Steps.bytes("HTTP/1.1 103 Early Hints\r\n\r\n" + Replies.head(original, CLOSE))),
                            original.headers(),
                            Duration.ZERO)),
            FaultKind.steps(
                    "first-token-delay",
                    FaultGroup.HEAD,
                    "the head comes at once, the first event this late",
                    Harm.DELAY,
                    time(60),
                    "first",
                    Effect.Steps.events((scene, rest) ->
                            Steps.before(Steps.pause(scene.fault().time()), rest))));

    private Heads() {}

    private static FaultKind connect(
            String name, String description, Harm harm, Parameter parameter, Effect.ReplyChange change) {
        return FaultKind.head(name, FaultGroup.CONNECT, description, harm, parameter, change);
    }

    private static FaultKind head(
            String name, String description, Harm harm, Parameter parameter, Effect.ReplyChange change) {
        return FaultKind.head(name, FaultGroup.HEAD, description, harm, parameter, change);
    }

    private static Parameter time(long seconds) {
        return new Parameter.Time(Duration.ofSeconds(seconds));
    }

    private static Iterator<StreamStep> half(SimulatedResponse original, Ending how) {
        String head = Replies.head(original, CLOSE);
        return Steps.concat(Steps.of(Steps.bytes(head.substring(0, head.length() / 2))), Steps.end(how));
    }

    private static SimulatedResponse drip(SimulatedResponse original, Duration pause) {
        byte[] head = Replies.head(original, CLOSE).getBytes(US_ASCII);
        Iterator<StreamStep> whole = Steps.of(new StreamStep.Bytes(head));
        return Replies.rawHead(
                original,
                Steps.each(Framing.inPackets(whole, 1), one -> Steps.of(one, Steps.pause(pause))),
                original.headers(),
                pause.multipliedBy(head.length));
    }
}
