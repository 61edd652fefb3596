package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.simulator.StreamStep;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Other ways to write the same events; the standard of server-sent events (WHATWG HTML, 9.2) allows them all. */
final class Framing {

    static final List<FaultKind> KINDS = List.of(
            text("crlf", "lines end with CR LF", event -> event.replace("\n", "\r\n")),
            text("cr", "lines end with CR", event -> event.replace("\n", "\r")),
            kind(
                    "bom",
                    "the body begins with a byte order mark",
                    (scene, rest) -> Steps.before(Steps.bytes("\ufeff"), rest)),
            text("no-space", "no space follows the colons", event -> event.replaceAll("(?md)^(event|data): ", "$1:")),
            text("multi-line-data", "the data of each event is spread over several data lines", Framing::manyLines),
            text(
                    "data-first",
                    "the data line comes before the event line",
                    event -> event.replaceAll("(?s)^(event: [^\n]*\n)(data: [^\n]*\n)", "$2$1")),
            text("id-fields", "each event has an id and a retry field", event -> "id: 7\nretry: 3000\n" + event),
            text(
                    "other-fields",
                    "each event has a field that no standard knows",
                    event -> "shape: round\nlonely\n" + event),
            text("comments", "a comment line stands before each event", event -> ": comment\n" + event),
            text("comment-events", "a comment with a blank line stands before each event", event -> ":\n\n" + event),
            text("blank-lines", "three more blank lines follow each event", event -> event + "\n\n\n"),
            kind(
                    "escaped-characters",
                    "all that is not ASCII is escaped in the JSON",
                    (scene, rest) -> Steps.each(rest, step -> Steps.of(escaped(step)))),
            FaultKind.steps(
                    "trailing-comment",
                    FaultGroup.FRAMING,
                    "a comment without line end follows the last event",
                    Harm.NONE,
                    new Parameter.None(),
                    "end",
                    new Effect.Steps(Effect.Stage.FRAMING, false, (scene, rest) -> Steps.of(Steps.bytes(": bye")))),
            packets("one-byte", "each byte comes in a packet of its own", new Parameter.None()),
            packets("packets", "the bytes come in packets of this size", Parameter.Count.of(7, "bytes")));

    private Framing() {}

    private static FaultKind text(String name, String description, UnaryOperator<String> change) {
        return kind(name, description, (scene, rest) -> Steps.each(rest, step -> Steps.of(rewritten(step, change))));
    }

    /** Bytes stand for characters, so that what is no UTF-8 by another fault stays as it is. */
    private static StreamStep rewritten(StreamStep step, UnaryOperator<String> change) {
        byte[] bytes = Steps.encode(step);
        return bytes.length == 0
                ? step
                : new StreamStep.Bytes(
                        change.apply(new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1));
    }

    private static FaultKind kind(String name, String description, Effect.StepChange change) {
        return FaultKind.steps(
                name,
                FaultGroup.FRAMING,
                description,
                Harm.NONE,
                new Parameter.None(),
                "first",
                new Effect.Steps(Effect.Stage.FRAMING, false, change));
    }

    private static FaultKind packets(String name, String description, Parameter size) {
        Effect.StepChange change = (scene, rest) -> inPackets(rest, size(scene.fault()));
        return FaultKind.steps(
                name,
                FaultGroup.FRAMING,
                description,
                Harm.NONE,
                size,
                "first",
                new Effect.Steps(Effect.Stage.PACKETS, true, change));
    }

    private static int size(Fault fault) {
        return fault.value() instanceof Parameter.Count ? fault.count() : 1;
    }

    /** The same bytes in packets of at most this size. */
    static Iterator<StreamStep> inPackets(Iterator<StreamStep> steps, int size) {
        return Steps.each(steps, step -> split(step, size));
    }

    private static Iterator<StreamStep> split(StreamStep step, int size) {
        byte[] bytes = Steps.encode(step);
        return bytes.length == 0
                ? Steps.of(step)
                : IntStream.iterate(0, at -> at < bytes.length, at -> at + size)
                        .<StreamStep>mapToObj(at ->
                                new StreamStep.Bytes(Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length))))
                        .iterator();
    }

    /** Breaks the data after its brace, where JSON allows white space. */
    private static String manyLines(String event) {
        return event.replaceFirst("(data: ?\\{)", "$1\ndata: ");
    }

    private static StreamStep escaped(StreamStep step) {
        byte[] bytes = Steps.encode(step);
        try {
            return bytes.length == 0
                    ? step
                    : Steps.bytes(escaped(
                            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString()));
        } catch (CharacterCodingException broken) {
            return step;
        }
    }

    private static String escaped(String event) {
        StringBuilder ascii = new StringBuilder(event.length());
        event.chars().forEach(c -> {
            if (c < 128) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format("\\u%04x", c));
            }
        });
        return ascii.toString();
    }
}
