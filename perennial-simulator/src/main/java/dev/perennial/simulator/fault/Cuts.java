package dev.perennial.simulator.fault;

import static dev.perennial.simulator.StreamStep.Ending.CLEAN;
import static dev.perennial.simulator.StreamStep.Ending.CLOSE;
import static dev.perennial.simulator.StreamStep.Ending.RESET;

import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Ending;
import dev.perennial.simulator.StreamStep.Frame;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Streams that end too early. */
final class Cuts {

    static final List<FaultKind> KINDS = List.of(
            anyBody("reset", "text", "the connection is reset (TCP RST)", RESET),
            anyBody("close", "text", "the connection is closed (TCP FIN) without the final chunk", CLOSE),
            anyBody("eof", "text", "the body ends properly, but without message_stop", CLEAN),
            cut("eof-first", "first", "the body ends properly before any event", CLEAN),
            cut("eof-after-message-start", "message_start", "the body ends after message_start", CLEAN),
            cut("eof-after-block-stop", "block_stop", "the body ends after a content_block_stop", CLEAN),
            cut("eof-after-message-delta", "message_delta", "only message_stop is missing", CLEAN),
            kind(
                    "eof-in-line",
                    "text",
                    "the body ends in the middle of a data line",
                    (scene, rest) -> half(rest, CLEAN)),
            kind(
                    "close-in-line",
                    "text",
                    "the connection is closed in the middle of a data line",
                    (s, rest) -> half(rest, CLOSE)),
            kind(
                    "eof-in-character",
                    "text",
                    "the body ends inside a character of several bytes",
                    (scene, rest) -> insideCharacter(scene)),
            kind(
                    "eof-after-event-line",
                    "text",
                    "the body ends between the event line and its data",
                    (scene, rest) ->
                            Steps.concat(Steps.of(Steps.bytes("event: content_block_delta\n")), Steps.end(CLEAN))),
            kind(
                    "eof-without-blank-line",
                    "message_delta",
                    "the blank line after message_stop is missing",
                    (scene, rest) -> unterminated(rest)),
            late("reset-after-message-stop", "the connection is reset after the whole message", RESET),
            late("close-after-message-stop", "the final chunk after the whole message is missing", CLOSE));

    private Cuts() {}

    private static FaultKind anyBody(String name, String place, String description, Ending how) {
        return FaultKind.steps(
                name,
                FaultGroup.CUT,
                description,
                Harm.LOSS,
                new Parameter.None(),
                place,
                Effect.Steps.anyBody((scene, rest) -> Steps.end(how)));
    }

    private static FaultKind cut(String name, String place, String description, Ending how) {
        return kind(name, place, description, (scene, rest) -> Steps.end(how));
    }

    private static FaultKind late(String name, String description, Ending how) {
        return FaultKind.steps(
                name,
                FaultGroup.CUT,
                description,
                Harm.NONE,
                new Parameter.None(),
                "end",
                Effect.Steps.events((scene, rest) -> Steps.end(how)));
    }

    private static FaultKind kind(String name, String place, String description, Effect.StepChange change) {
        return FaultKind.steps(
                name, FaultGroup.CUT, description, Harm.LOSS, new Parameter.None(), place, Effect.Steps.events(change));
    }

    private static Iterator<StreamStep> half(Iterator<StreamStep> rest, Ending how) {
        return Steps.onNext(rest, frame -> true, (frame, behind) -> {
            byte[] bytes = frame.bytes();
            int inData = frame.event().length() + (bytes.length - frame.event().length()) / 2;
            return Steps.concat(Steps.of(new StreamStep.Bytes(Arrays.copyOf(bytes, inData))), Steps.end(how));
        });
    }

    private static Iterator<StreamStep> insideCharacter(Scene scene) {
        Frame delta = scene.delta("caf\u00e9");
        byte[] bytes = delta.bytes();
        int inCharacter = 0;
        while (bytes[inCharacter] >= 0) {
            inCharacter++;
        }
        return Steps.concat(Steps.of(new StreamStep.Bytes(Arrays.copyOf(bytes, inCharacter + 1))), Steps.end(CLEAN));
    }

    private static Iterator<StreamStep> unterminated(Iterator<StreamStep> rest) {
        return Steps.onNext(rest, frame -> frame.event().equals("message_stop"), (frame, behind) -> {
            byte[] bytes = frame.bytes();
            return Steps.concat(
                    Steps.of(new StreamStep.Bytes(Arrays.copyOf(bytes, bytes.length - 1))), Steps.end(CLEAN));
        });
    }
}
