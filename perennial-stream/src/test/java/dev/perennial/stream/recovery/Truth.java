package dev.perennial.stream.recovery;

import dev.perennial.stream.internal.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as a model means it, before anything goes wrong: blocks that name their attempt, so that each of them is found
 * again wherever it turns up.
 *
 * @param attempt the attempt that writes it
 * @param blocks its blocks
 * @param stopReason why it ends
 */
record Truth(int attempt, List<Part> blocks, String stopReason) {

    /** What a block is. */
    enum Kind {
        TEXT,
        THINKING,
        SEALED,
        CALL,
        SERVER_CALL,
        SERVER_RESULT,
        COMPACTION
    }

    /**
     * One block.
     *
     * @param id unique in a run
     * @param content its text, or its input
     */
    record Part(Kind kind, String id, String content) {

        boolean isText() {
            return kind == Kind.TEXT;
        }

        /** Whether it is text without a character but white space. */
        boolean isBlank() {
            return isText() && content.isBlank();
        }

        boolean isThinking() {
            return kind == Kind.THINKING || kind == Kind.SEALED;
        }

        /** The block as it stands in the content of a message. */
        String json() {
            String text = JsonText.quote(content);
            return switch (kind) {
                case TEXT -> "{\"type\":\"text\",\"text\":" + text + "}";
                case THINKING -> "{\"type\":\"thinking\",\"thinking\":" + text + ",\"signature\":\"" + id + "\"}";
                case SEALED -> "{\"type\":\"redacted_thinking\",\"data\":\"" + id + "\"}";
                case CALL -> call("tool_use", "write");
                case SERVER_CALL -> call("server_tool_use", "web_search");
                case SERVER_RESULT ->
                    "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"" + id + "\",\"content\":[]}";
                case COMPACTION -> "{\"type\":\"compaction\",\"content\":" + text + ",\"encrypted_content\":null}";
            };
        }

        private String call(String type, String name) {
            return "{\"type\":\"" + type + "\",\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"input\":" + content
                    + "}";
        }
    }

    /** The same message with another end. */
    Truth ending(String reason) {
        return new Truth(attempt, blocks, reason);
    }

    /** The frames of the message, each by itself; text in pieces of any length. */
    List<String> frames(Choices random, String stopSequence) {
        List<String> frames = new ArrayList<>();
        frames.add(new Wire().start("msg_" + attempt, 10 * attempt).toString());
        for (int i = 0; i < blocks.size(); i++) {
            add(frames, i, blocks.get(i), random);
        }
        frames.add(
                stopReason.equals("stop_sequence")
                        ? firstFrame(new Wire().stoppedAt(stopSequence))
                        : new Wire().stopReason(stopReason, 50).toString());
        frames.add("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        return frames;
    }

    private static String firstFrame(Wire wire) {
        String all = wire.toString();
        return all.substring(0, all.indexOf("\n\n") + 2);
    }

    private static void add(List<String> frames, int index, Part part, Choices random) {
        String open = "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":" + index
                + ",\"content_block\":";
        frames.add(open + start(part) + "}\n\n");
        switch (part.kind()) {
            case TEXT -> pieces(frames, index, part.content(), "text_delta", "text", random);
            case THINKING -> {
                pieces(frames, index, part.content(), "thinking_delta", "thinking", random);
                frames.add(delta(index, "{\"type\":\"signature_delta\",\"signature\":\"" + part.id() + "\"}"));
            }
            case CALL, SERVER_CALL -> {
                frames.add(delta(index, "{\"type\":\"input_json_delta\",\"partial_json\":\"\"}"));
                pieces(frames, index, part.content(), "input_json_delta", "partial_json", random);
            }
            case COMPACTION ->
                frames.add(delta(
                        index,
                        "{\"type\":\"compaction_delta\",\"content\":"
                                + JsonText.quote(part.content())
                                + ",\"encrypted_content\":null}"));
            case SEALED, SERVER_RESULT -> {}
        }
        frames.add("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":" + index + "}\n\n");
    }

    private static String start(Part part) {
        return switch (part.kind()) {
            case TEXT -> "{\"type\":\"text\",\"text\":\"\"}";
            case THINKING -> "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}";
            case CALL -> "{\"type\":\"tool_use\",\"id\":\"" + part.id() + "\",\"name\":\"write\",\"input\":{}}";
            case SERVER_CALL ->
                "{\"type\":\"server_tool_use\",\"id\":\"" + part.id() + "\",\"name\":\"web_search\",\"input\":{}}";
            case COMPACTION -> "{\"type\":\"compaction\",\"content\":null}";
            case SEALED, SERVER_RESULT -> part.json();
        };
    }

    private static void pieces(List<String> frames, int index, String text, String type, String field, Choices random) {
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(12 + text.length() / 8));
            if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end++;
            }
            String piece = JsonText.quote(text.substring(at, end));
            frames.add(delta(index, "{\"type\":\"" + type + "\",\"" + field + "\":" + piece + "}"));
            at = end;
        }
    }

    private static String delta(int index, String delta) {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":"
                + delta + "}\n\n";
    }
}
