package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.perennial.stream.SseFrame;
import dev.perennial.stream.internal.JsonScan;
import dev.perennial.stream.internal.JsonSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the data of one frame say; one object for all frames of a stream, so that a delta costs no garbage.
 *
 * <p>All of the JSON is checked, but nothing is built: positions in the frame's own bytes are all that is kept, valid as
 * long as the frame is. Of members with the same name the last one counts, as common parsers have it. A name with an escape
 * in it is refused: one reader may see in it what another does not.
 *
 * <p>Not thread-safe.
 */
final class MessageFrame implements SseFrame.DataReader<Boolean> {

    private static final byte[] TYPE = "type".getBytes(US_ASCII);
    private static final byte[] INDEX = "index".getBytes(US_ASCII);
    private static final byte[] DELTA = "delta".getBytes(US_ASCII);
    private static final int NONE = -1;

    private byte[] json = {};
    private int end;
    private int start;

    private FrameKind kind = FrameKind.UNKNOWN;
    private int typeStart;
    private int typeEnd;
    private int index;
    private int indexStart;
    private int indexEnd;

    private DeltaKind delta = DeltaKind.UNKNOWN;
    private int deltaStart;
    private int deltaEnd;
    private int textStart;
    private int textEnd;

    /** Reads a frame that has data; false if they are no JSON object with a type. */
    boolean read(SseFrame frame) {
        try {
            return frame.readData(this);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public Boolean read(byte[] bytes, int offset, int length) {
        json = bytes;
        start = JsonScan.space(bytes, offset, offset + length);
        end = offset + length;
        typeStart = indexStart = deltaStart = textStart = NONE;
        index = NONE;
        delta = DeltaKind.UNKNOWN;
        if (!members() || typeStart == NONE) {
            return false;
        }
        kind = FrameKind.of(json, typeStart, typeEnd);
        return kind != FrameKind.BLOCK_DELTA || readDelta();
    }

    /** Walks over the members of the top-level object, of which there has to be one, and nothing may follow it. */
    private boolean members() {
        if (start >= end || json[start] != '{') {
            return false;
        }
        int at = JsonScan.space(json, start + 1, end);
        while (at < end && json[at] == '"') {
            int name = at;
            int nameEnd = JsonScan.string(json, at, end);
            int value = JsonScan.afterName(json, nameEnd, end);
            int valueEnd = value == JsonScan.MALFORMED ? value : JsonScan.value(json, value, end);
            if (valueEnd == JsonScan.MALFORMED || hasEscape(name, nameEnd)) {
                return false;
            }
            member(name + 1, nameEnd - 1, value, valueEnd);
            at = JsonScan.space(json, valueEnd, end);
            if (at < end && json[at] == '}') {
                return JsonScan.space(json, at + 1, end) == end;
            }
            at = JsonScan.afterComma(json, at, end);
        }
        return false;
    }

    private void member(int name, int nameEnd, int value, int valueEnd) {
        if (is(TYPE, name, nameEnd)) {
            typeStart = json[value] == '"' ? value + 1 : NONE;
            typeEnd = valueEnd - 1;
        } else if (is(INDEX, name, nameEnd)) {
            indexStart = value;
            indexEnd = valueEnd;
            index = number(value, valueEnd);
        } else if (is(DELTA, name, nameEnd)) {
            deltaStart = json[value] == '{' ? value : NONE;
            deltaEnd = valueEnd;
        }
    }

    /** The small whole number there; {@link #NONE} if it is something else. */
    private int number(int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (json[i] < '0' || json[i] > '9' || to - from > 9) {
                return NONE;
            }
            number = number * 10 + json[i] - '0';
        }
        return number;
    }

    /** A delta of a known type has its text; true if it does. */
    private boolean readDelta() {
        if (deltaStart == NONE) {
            return false;
        }
        int type = member(TYPE);
        if (type == NONE || json[type] != '"') {
            return false;
        }
        delta = DeltaKind.of(json, type + 1, JsonScan.string(json, type, deltaEnd) - 1);
        if (!delta.hasText()) {
            return true;
        }
        int text = member(delta.field());
        if (text == NONE || json[text] != '"') {
            return false;
        }
        textStart = text + 1;
        textEnd = JsonScan.string(json, text, deltaEnd) - 1;
        return true;
    }

    /** The value of a member of the delta; {@link #NONE} if there is none, or if a name has escapes in it. */
    private int member(byte[] wanted) {
        int found = NONE;
        int at = JsonScan.space(json, deltaStart + 1, deltaEnd);
        while (at < deltaEnd && json[at] == '"') {
            int nameEnd = JsonScan.string(json, at, deltaEnd);
            int value = JsonScan.afterName(json, nameEnd, deltaEnd);
            if (hasEscape(at, nameEnd)) {
                return NONE;
            }
            found = is(wanted, at + 1, nameEnd - 1) ? value : found;
            at = next(value);
        }
        return found;
    }

    private boolean hasEscape(int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private int next(int value) {
        int valueEnd = JsonScan.value(json, value, deltaEnd);
        return JsonScan.afterComma(json, JsonScan.space(json, valueEnd, deltaEnd), deltaEnd);
    }

    private boolean is(byte[] name, int from, int to) {
        return name.length == to - from && Arrays.equals(name, 0, name.length, json, from, to);
    }

    FrameKind kind() {
        return kind;
    }

    /** The block that the event is about; -1 if it names none. */
    int index() {
        return index;
    }

    DeltaKind delta() {
        return delta;
    }

    /** The bytes that {@link #textStart} and the other positions are positions in. */
    byte[] json() {
        return json;
    }

    /** Whether the positions are positions in that very array too. */
    @SuppressWarnings("ReferenceEquality") // an equal array would not do
    boolean liesIn(byte[] bytes) {
        return json == bytes;
    }

    /** The first byte of the delta's text, escapes as they came; the text is empty where this is {@link #textEnd}. */
    int textStart() {
        return textStart;
    }

    int textEnd() {
        return textEnd;
    }

    int indexStart() {
        return indexStart;
    }

    int indexEnd() {
        return indexEnd;
    }

    /** Where the data's JSON begins; it ends where the data do. */
    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Whether the frame's event name is the type of its data. */
    boolean isNameOf(SseFrame frame) {
        return frame.isNamed(json, typeStart, typeEnd - typeStart);
    }

    String type() {
        return new String(json, typeStart, typeEnd - typeStart, US_ASCII);
    }

    JsonSpan document() {
        return new JsonSpan(json, start, end);
    }

    Optional<JsonSpan> member(String name) {
        return document().member(name);
    }
}
