package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.SseDecoder;
import dev.perennial.stream.SseFrame;
import dev.perennial.stream.internal.JsonSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A strict client: puts a message together and complains about all that is out of order. Of recovery it knows the comments
 * that say which attempt speaks, and that a block begins anew.
 */
final class Consumer {

    private static final Pattern ATTEMPT = Pattern.compile(": perennial attempt (\\d+) \\([^)]*\\)(?:, (.*))?");
    private static final Pattern RESTART = Pattern.compile(": perennial restart (\\d+)");
    private static final Pattern MESSAGE = Pattern.compile("msg_(\\d+)");

    /**
     * What one attempt added to a block.
     *
     * @param how how it is known where it belongs; empty where the block begins
     */
    record Part(int attempt, String how, String text) {}

    /**
     * A block as the client has it.
     *
     * @param parts what it was put together of, at least one
     * @param finished whether its end came
     */
    record Got(String type, String id, List<Part> parts, String signature, boolean finished) {

        /** The attempt that began it. */
        int attempt() {
            return parts.getFirst().attempt();
        }

        String text() {
            return parts.stream().map(Part::text).collect(Collectors.joining());
        }
    }

    /** A block that is being put together. */
    private static final class Open {

        private final JsonSpan start;
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();
        private int attempt;
        private String how = "";

        Open(JsonSpan start, int attempt) {
            this.start = start;
            this.attempt = attempt;
        }

        void add(JsonSpan delta) {
            text.append(delta.text("text"))
                    .append(delta.text("thinking"))
                    .append(delta.text("partial_json"))
                    .append(delta.text("content"));
            signature.append(delta.text("signature"));
        }

        void goOn(int next, String proof) {
            parts.add(new Part(attempt, how, text.toString()));
            text.setLength(0);
            attempt = next;
            how = proof;
        }

        Got got(boolean finished) {
            goOn(attempt, "");
            String id = start.text("id") + start.text("tool_use_id") + start.text("data");
            return new Got(start.text("type"), id, List.copyOf(parts), signature.toString(), finished);
        }
    }

    private final List<Got> blocks = new ArrayList<>();
    private @Nullable Open open;
    private int attempt;
    private String stopReason = "";
    private boolean stopped;

    static Consumer of(String delivered) {
        Consumer consumer = new Consumer();
        byte[] bytes = delivered.getBytes(UTF_8);
        new SseDecoder().feed(bytes, 0, bytes.length, consumer::frame);
        if (consumer.open != null) {
            consumer.blocks.add(consumer.open.got(false));
        }
        return consumer;
    }

    private void frame(SseFrame frame) {
        if (frame.isEvent()) {
            event(frame);
        } else {
            comment(new String(frame.raw(), UTF_8).strip());
        }
    }

    private void comment(String comment) {
        Matcher next = ATTEMPT.matcher(comment);
        if (next.matches()) {
            attempt = Integer.parseInt(next.group(1));
            if (open != null) {
                open.goOn(attempt, next.group(2) == null ? "" : next.group(2));
            }
        }
        Matcher restart = RESTART.matcher(comment);
        if (restart.matches()) {
            restart(Integer.parseInt(restart.group(1)));
        }
    }

    /** What began is forgotten; text never is. */
    private void restart(int index) {
        require(open != null && index == blocks.size(), "a restart out of order");
        require(open != null && !open.start.text("type").equals("text"), "a restart of a text");
        open = null;
    }

    private void event(SseFrame frame) {
        byte[] bytes = frame.data().getBytes(UTF_8);
        JsonSpan data = JsonSpan.of(bytes).orElseThrow(() -> new AssertionError("Not JSON: " + frame.data()));
        require(frame.event().equals(data.text("type")), "a name that is not the type");
        require(!stopped || frame.event().equals("ping"), "something after message_stop: " + frame.event());
        switch (frame.event()) {
            case "message_start" -> startMessage(data);
            case "content_block_start" -> start(data);
            case "content_block_delta" -> delta(data);
            case "content_block_stop" -> stop(data);
            case "message_delta" -> {
                require(open == null, "message_delta in a block");
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

    private void startMessage(JsonSpan data) {
        require(attempt == 0, "a second message_start");
        Matcher id = MESSAGE.matcher(data.member("message").orElseThrow().text("id"));
        require(id.matches(), "a message of nobody");
        attempt = Integer.parseInt(id.group(1));
    }

    private void start(JsonSpan data) {
        require(attempt > 0 && open == null && stopReason.isEmpty(), "a block out of order");
        require(data.number("index", -1) == blocks.size(), "an index out of order");
        open = new Open(data.member("content_block").orElseThrow(), attempt);
    }

    private void delta(JsonSpan data) {
        require(data.number("index", -1) == blocks.size(), "a delta out of order");
        open(data).add(data.member("delta").orElseThrow());
    }

    private void stop(JsonSpan data) {
        blocks.add(open(data).got(true));
        open = null;
    }

    private Open open(JsonSpan data) {
        Open block = open;
        if (block == null || data.number("index", -1) != blocks.size()) {
            throw new AssertionError("The consumer got something out of order");
        }
        return block;
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
