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

    private static final String[] WORDS = {
        "stream", "river ", "\n", "\"quoted\"", "back\\slash", "水", "🌊", " ", "the", "of ", "{\"a\":1}", "\t", "é", "—"
    };

    /** A message of a model that begins anew. */
    static Truth fresh(int attempt, boolean thinks, Choices random) {
        Builder message = new Builder(attempt, random);
        if (random.nextInt(12) == 0) {
            message.compaction();
        }
        for (int i = thinks ? random.nextInt(3) : 0; i > 0; i--) {
            message.thinking();
        }
        if (random.nextInt(5) == 0) {
            message.call();
        } else {
            message.body(thinks);
        }
        return message.build();
    }

    /** What follows where a model is asked to go on. */
    static Truth more(int attempt, boolean thinks, boolean callWanted, Choices random) {
        Builder message = new Builder(attempt, random);
        if (thinks && random.nextBoolean()) {
            message.thinking();
        }
        if (callWanted) {
            message.call();
            return message.build();
        }
        if (random.nextInt(3) > 0) {
            message.body(thinks);
        }
        return message.build();
    }

    private static final class Builder {

        private final int attempt;
        private final Choices random;
        private final List<Part> parts = new ArrayList<>();

        Builder(int attempt, Choices random) {
            this.attempt = attempt;
            this.random = random;
        }

        private String id() {
            return "a" + attempt + "b" + parts.size() + "x";
        }

        private String words() {
            StringBuilder words = new StringBuilder(id());
            for (int i = random.nextInt(14); i > 0; i--) {
                words.append(WORDS[random.nextInt(WORDS.length)]);
            }
            return words.toString();
        }

        void compaction() {
            parts.add(new Part(Kind.COMPACTION, id(), words()));
        }

        void thinking() {
            boolean sealed = random.nextInt(4) == 0;
            boolean omitted = random.nextInt(3) == 0;
            parts.add(sealed ? new Part(Kind.SEALED, id(), "") : new Part(Kind.THINKING, id(), omitted ? "" : words()));
        }

        void call() {
            String input =
                    random.nextInt(5) == 0 ? "{}" : "{\"path\":" + JsonText.quote(words()) + ",\"n\":[1,{\"x\":null}]}";
            parts.add(new Part(Kind.CALL, id(), input));
        }

        void body(boolean thinks) {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                switch (random.nextInt(6)) {
                    case 0 -> {
                        String server = id();
                        parts.add(new Part(Kind.SERVER_CALL, server, "{\"query\":\"" + server + "\"}"));
                        parts.add(new Part(Kind.SERVER_RESULT, server, ""));
                    }
                    case 1 -> {
                        if (thinks && !parts.isEmpty()) {
                            thinking();
                        }
                        parts.add(new Part(Kind.TEXT, id(), words()));
                    }
                    default -> parts.add(new Part(Kind.TEXT, id(), words()));
                }
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                call();
            }
        }

        Truth build() {
            boolean calls = !parts.isEmpty() && parts.getLast().kind() == Kind.CALL;
            String reason = calls ? "tool_use" : random.nextInt(10) == 0 ? "max_tokens" : "end_turn";
            return new Truth(attempt, List.copyOf(parts), reason);
        }
    }

    /** The frames of the message, each by itself; text in pieces of any length. */
    List<String> frames(Choices random, String stopSequence) {
        List<String> frames = new ArrayList<>();
        frames.add(new Wire().start("msg_" + attempt, 10 * attempt).toString());
        for (int i = 0; i < blocks.size(); i++) {
            add(frames, i, blocks.get(i), random);
        }
        boolean mark = !stopSequence.isEmpty() && stopReason.equals("end_turn");
        frames.add(
                mark
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
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
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
