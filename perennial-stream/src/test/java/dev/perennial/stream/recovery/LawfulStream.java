package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.SseDecoder;
import dev.perennial.stream.SseFrame;
import dev.perennial.stream.internal.JsonSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what was delivered of streams that nobody would send, and complains about all that breaks the law of one message:
 * whole frames, one start, blocks one at a time under indices that go up by one, nothing after the end.
 */
final class LawfulStream {

    /** A block as it was delivered; the text as its deltas told it. */
    record Told(String type, String text, String signature, boolean finished) {

        Told with(JsonSpan delta) {
            String signed = delta.text("type").equals("signature_delta") ? delta.text("signature") : signature;
            return new Told(type, text + textOf(delta), signed, false);
        }

        Told whole() {
            return new Told(type, text, signature, true);
        }

        private static String textOf(JsonSpan delta) {
            return switch (delta.text("type")) {
                case "text_delta" -> delta.text("text");
                case "thinking_delta" -> delta.text("thinking");
                default -> "";
            };
        }
    }

    private static final Pattern RESTART = Pattern.compile(": perennial restart (\\d+)\n\n");

    private final List<Told> blocks = new ArrayList<>();
    private boolean started;
    private boolean stopReasonSeen;
    private boolean stopped;
    private int length;

    static LawfulStream of(byte[] delivered) {
        LawfulStream stream = new LawfulStream();
        new SseDecoder().feed(delivered, 0, delivered.length, stream::frame);
        require(stream.length == delivered.length, "a frame that is not whole");
        return stream;
    }

    private void frame(SseFrame frame) {
        length += frame.rawLength();
        if (frame.isEvent()) {
            byte[] data = frame.data().getBytes(UTF_8);
            JsonSpan event = JsonSpan.of(data).filter(JsonSpan::isObject).orElseThrow(() -> notJson(frame));
            event(frame, event);
        } else {
            Matcher restart = RESTART.matcher(new String(frame.raw(), UTF_8));
            if (restart.matches()) {
                restart(Integer.parseInt(restart.group(1)));
            }
        }
    }

    private static AssertionError notJson(SseFrame frame) {
        return new AssertionError("The consumer got what is no JSON object: " + frame.data());
    }

    private void restart(int index) {
        require(index == blocks.size() - 1 && isOpen(), "a restart of what is not open");
        blocks.removeLast();
    }

    private void event(SseFrame frame, JsonSpan event) {
        String type = event.text("type");
        require(!frame.isNamed() || frame.event().equals(type), "a name that is not the type");
        switch (type) {
            case "message_start" -> {
                require(!started, "a second message_start");
                started = true;
            }
            case "content_block_start" -> start(event);
            case "content_block_delta" ->
                change(event, blocks.getLast().with(event.member("delta").orElseThrow()));
            case "content_block_stop" -> change(event, blocks.getLast().whole());
            case "message_delta" -> {
                require(started && !isOpen() && !stopped, "a message_delta out of order");
                stopReasonSeen |= !reason(event).isEmpty();
            }
            case "message_stop" -> {
                require(stopReasonSeen && !stopped, "a message_stop out of order");
                stopped = true;
            }
            case "error" -> throw new AssertionError("The consumer got an error event");
            default -> require(!stopped, "something after message_stop: " + type);
        }
    }

    private static String reason(JsonSpan event) {
        return event.member("delta").map(d -> d.text("stop_reason")).orElse("");
    }

    private void start(JsonSpan event) {
        require(started && !isOpen() && !stopReasonSeen, "a block out of order");
        require(event.number("index", -1) == blocks.size(), "an index out of order");
        JsonSpan block = event.member("content_block").orElseThrow();
        blocks.add(new Told(
                block.text("type"), block.text("text") + block.text("thinking"), block.text("signature"), false));
    }

    private void change(JsonSpan event, Told changed) {
        require(isOpen() && event.number("index", -1) == blocks.size() - 1, "part of a block that is not open");
        blocks.set(blocks.size() - 1, changed);
    }

    private boolean isOpen() {
        return !blocks.isEmpty() && !blocks.getLast().finished();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("The consumer got " + otherwise);
        }
    }

    List<Told> blocks() {
        return List.copyOf(blocks);
    }

    Optional<Told> open() {
        return isOpen() ? Optional.of(blocks.getLast()) : Optional.empty();
    }

    boolean isWhole() {
        return stopped;
    }
}
