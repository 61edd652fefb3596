package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.SseFrame;
import dev.perennial.stream.internal.JsonSpan;
import dev.perennial.stream.internal.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Writes frames as the consumer gets them: as they came wherever that is possible, else with as few bytes changed as
 * possible. Not thread-safe.
 */
final class FrameWriter implements SseFrame.DataReader<Boolean> {

    private final Bytes scratch = new Bytes();
    private Bytes target = scratch;

    /** The frame as it came, or with another index. */
    void copy(SseFrame raw, MessageFrame frame, int index, Bytes to) {
        if (raw.isNamed() && frame.index() == index) {
            copy(raw, to);
            return;
        }
        to.add("event: " + frame.type() + "\ndata: ");
        if (frame.index() < 0) {
            addLine(frame, frame.start(), frame.end(), to);
        } else {
            addLine(frame, frame.start(), frame.indexStart(), to);
            to.addNumber(index);
            addLine(frame, frame.indexEnd(), frame.end(), to);
        }
        to.add("\n\n");
    }

    /** Data of several lines become one: a line break in JSON is white space. */
    private static void addLine(MessageFrame frame, int from, int to, Bytes target) {
        int start = target.length();
        target.add(frame.json(), from, to);
        for (int i = start; i < target.length(); i++) {
            if (target.array()[i] == '\n' || target.array()[i] == '\r') {
                target.array()[i] = ' ';
            }
        }
    }

    /** The frame as it came. */
    void copy(SseFrame raw, Bytes to) {
        target = to;
        read(raw);
    }

    private void read(SseFrame raw) {
        try {
            raw.readRaw(this);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public Boolean read(byte[] bytes, int offset, int length) {
        target.add(bytes, offset, offset + length);
        return true;
    }

    static Bytes blockStop(int index) {
        return event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + index + "}");
    }

    /** The rest of a text, or of a call's input, whose beginning was delivered before: the content of a JSON string. */
    static Bytes restDelta(Block block, byte[] json) {
        String field = block.kind() == BlockKind.CALL
                ? "\"input_json_delta\",\"partial_json\":\""
                : "\"text_delta\",\"text\":\"";
        Bytes frame = new Bytes();
        frame.add("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":" + block.index()
                + ",\"delta\":{\"type\":" + field);
        frame.add(json);
        frame.add("\"}}\n\n");
        return frame;
    }

    /** A citation that came while it was not known where its text goes on. */
    static Bytes citationDelta(int index, byte[] citation) {
        Bytes frame = new Bytes();
        frame.add("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":" + index
                + ",\"delta\":{\"type\":\"citations_delta\",\"citation\":");
        frame.add(onOneLine(citation));
        frame.add("}}\n\n");
        return frame;
    }

    static Bytes messageDelta(String stopReason, Optional<String> sequence, long outputTokens) {
        return event(
                "message_delta",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":" + JsonText.quote(stopReason)
                        + ",\"stop_sequence\":" + sequence.map(JsonText::quote).orElse("null")
                        + "},\"usage\":{\"output_tokens\":" + outputTokens + "}}");
    }

    static Bytes messageStop() {
        return event("message_stop", "{\"type\":\"message_stop\"}");
    }

    static Bytes ping() {
        return event("ping", "{\"type\": \"ping\"}");
    }

    /** A line that no client takes for an event. */
    static Bytes comment(String text) {
        Bytes frame = new Bytes();
        frame.add(": perennial " + text + "\n\n");
        return frame;
    }

    /** A line that says that a block begins anew. */
    static Bytes restart(Block block) {
        return comment("restart " + block.index());
    }

    /** A {@code message_delta} whose usage is that of the whole message, and whose stop at our mark is another stop reason. */
    static Bytes messageDelta(MessageFrame frame, Usage usage, Optional<String> otherReason) {
        Edits edits = new Edits(frame.document());
        frame.member("usage").filter(JsonSpan::isObject).ifPresent(u -> usage.writeInto(edits, u));
        otherReason.ifPresent(r -> frame.member("delta")
                .ifPresent(d ->
                        edits.set(d, "stop_reason", quoted(r)).set(d, "stop_sequence", "null".getBytes(US_ASCII))));
        byte[] json = onOneLine(edits.apply());
        Bytes out = new Bytes();
        out.add("event: message_delta\ndata: ");
        out.add(json);
        out.add("\n\n");
        return out;
    }

    /** Line breaks between tokens would end the frame's line. */
    private static byte[] onOneLine(byte[] json) {
        byte[] line = json.clone();
        for (int i = 0; i < line.length; i++) {
            line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
        }
        return line;
    }

    private static byte[] quoted(String text) {
        return JsonText.quote(text).getBytes(UTF_8);
    }

    private static Bytes event(String type, String data) {
        Bytes frame = new Bytes();
        frame.add("event: " + type + "\ndata: " + data + "\n\n");
        return frame;
    }
}
