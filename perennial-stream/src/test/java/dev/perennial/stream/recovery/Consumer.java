package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.SseDecoder;
import dev.perennial.stream.SseFrame;
import dev.perennial.stream.internal.JsonSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A strict client that knows nothing of recovery: puts a message together and complains about all that is out of order. */
final class Consumer {

    /**
     * A block as the client has it.
     *
     * @param finished whether its end came
     */
    record Got(String type, String id, String text, String signature, boolean finished) {}

    private final List<Got> blocks = new ArrayList<>();
    private boolean started;
    private Optional<Got> open = Optional.empty();
    private String stopReason = "";
    private boolean stopped;

    static Consumer of(String delivered) {
        Consumer consumer = new Consumer();
        byte[] bytes = delivered.getBytes(UTF_8);
        new SseDecoder().feed(bytes, 0, bytes.length, consumer::frame);
        consumer.open.ifPresent(consumer.blocks::add);
        return consumer;
    }

    private void frame(SseFrame frame) {
        if (!frame.isEvent()) {
            return;
        }
        byte[] bytes = frame.data().getBytes(UTF_8);
        JsonSpan data = JsonSpan.of(bytes).orElseThrow(() -> new AssertionError("Not JSON: " + frame.data()));
        require(frame.event().equals(data.text("type")), "a name that is not the type");
        require(!stopped || frame.event().equals("ping"), "something after message_stop: " + frame.event());
        switch (frame.event()) {
            case "message_start" -> {
                require(!started, "a second message_start");
                started = true;
            }
            case "content_block_start" -> start(data);
            case "content_block_delta" -> delta(data);
            case "content_block_stop" -> stop(data);
            case "message_delta" -> {
                require(open.isEmpty(), "message_delta in a block");
                stopReason = data.member("delta").orElseThrow().text("stop_reason");
            }
            case "message_stop" -> {
                require(!stopReason.isEmpty(), "message_stop without stop reason");
                stopped = true;
            }
            case "ping", "weather" -> {}
            default -> throw new AssertionError("An event that nobody sent: " + frame.event());
        }
    }

    private void start(JsonSpan data) {
        require(started && open.isEmpty() && stopReason.isEmpty(), "a block out of order");
        require(data.number("index", -1) == blocks.size(), "an index out of order");
        JsonSpan block = data.member("content_block").orElseThrow();
        String id = block.text("id") + block.text("tool_use_id") + block.text("data");
        open = Optional.of(new Got(block.text("type"), id, "", "", false));
    }

    private void delta(JsonSpan data) {
        require(open.isPresent() && data.number("index", -1) == blocks.size(), "a delta out of order");
        JsonSpan delta = data.member("delta").orElseThrow();
        String text = delta.text("text") + delta.text("thinking") + delta.text("partial_json") + delta.text("content");
        Got old = open.orElseThrow();
        open = Optional.of(
                new Got(old.type(), old.id(), old.text() + text, old.signature() + delta.text("signature"), false));
    }

    private void stop(JsonSpan data) {
        require(open.isPresent() && data.number("index", -1) == blocks.size(), "a stop out of order");
        Got old = open.orElseThrow();
        blocks.add(new Got(old.type(), old.id(), old.text(), old.signature(), true));
        open = Optional.empty();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("The consumer got " + otherwise);
        }
    }

    List<Got> blocks() {
        return List.copyOf(blocks);
    }

    boolean isWhole() {
        return stopped && blocks.stream().allMatch(Got::finished);
    }

    String stopReason() {
        return stopReason;
    }
}
