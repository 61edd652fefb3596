package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.internal.JsonText;

/** Writes streams as the API writes them, frame by frame. */
final class Wire {

    private final StringBuilder sse = new StringBuilder();
    private int index = -1;

    static Wire message() {
        return new Wire().start("msg_1", 25);
    }

    Wire start(String id, int inputTokens) {
        return frame(
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"id\":\"" + id
                        + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-test\",\"content\":[],"
                        + "\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":" + inputTokens
                        + ",\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":1}}}");
    }

    Wire ping() {
        return frame("ping", "{\"type\": \"ping\"}");
    }

    Wire comment(String text) {
        return raw(": " + text + "\n\n");
    }

    Wire raw(String text) {
        sse.append(text);
        return this;
    }

    Wire frame(String event, String data) {
        return raw("event: " + event + "\ndata: " + data + "\n\n");
    }

    Wire block(String contentBlock) {
        index++;
        return frame(
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":" + index + ",\"content_block\":" + contentBlock + "}");
    }

    Wire delta(String delta) {
        return frame(
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":" + delta + "}");
    }

    Wire stop() {
        return frame("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + index + "}");
    }

    Wire openText(String... pieces) {
        block("{\"type\":\"text\",\"text\":\"\"}");
        return textDeltas(pieces);
    }

    Wire textDeltas(String... pieces) {
        for (String piece : pieces) {
            delta("{\"type\":\"text_delta\",\"text\":" + JsonText.quote(piece) + "}");
        }
        return this;
    }

    Wire text(String... pieces) {
        return openText(pieces).stop();
    }

    Wire openThinking(String... pieces) {
        block("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
        for (String piece : pieces) {
            delta("{\"type\":\"thinking_delta\",\"thinking\":" + JsonText.quote(piece) + "}");
        }
        return this;
    }

    Wire sign(String signature) {
        return delta("{\"type\":\"signature_delta\",\"signature\":\"" + signature + "\"}")
                .stop();
    }

    Wire thinking(String text, String signature) {
        return openThinking(text).sign(signature);
    }

    Wire openCall(String id, String... pieces) {
        block("{\"type\":\"tool_use\",\"id\":\"" + id
                + "\",\"name\":\"write\",\"input\":{},\"caller\":{\"type\":\"direct\"}}");
        return input(pieces);
    }

    Wire input(String... pieces) {
        for (String piece : pieces) {
            delta("{\"type\":\"input_json_delta\",\"partial_json\":" + JsonText.quote(piece) + "}");
        }
        return this;
    }

    Wire call(String id, String... pieces) {
        return openCall(id, pieces).stop();
    }

    Wire serverCall(String id) {
        block("{\"type\":\"server_tool_use\",\"id\":\"" + id + "\",\"name\":\"web_search\",\"input\":{}}");
        return input("{\"query\":\"x\"}").stop();
    }

    Wire serverResult(String id) {
        return block("{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"" + id + "\",\"content\":[]}")
                .stop();
    }

    Wire end(String stopReason, int outputTokens) {
        return stopReason(stopReason, outputTokens).frame("message_stop", "{\"type\":\"message_stop\"}");
    }

    Wire stopReason(String stopReason, int outputTokens) {
        return messageDelta("\"" + stopReason + "\"", "null", outputTokens);
    }

    Wire stoppedAt(String sequence) {
        return messageDelta("\"stop_sequence\"", JsonText.quote(sequence), 1)
                .frame("message_stop", "{\"type\":\"message_stop\"}");
    }

    private Wire messageDelta(String reason, String sequence, int outputTokens) {
        return frame(
                "message_delta",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":" + reason + ",\"stop_sequence\":" + sequence
                        + "},\"usage\":{\"output_tokens\":" + outputTokens + "}}");
    }

    Wire error(String type) {
        return frame("error", "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"No.\"}}");
    }

    /** Forgets the frames, but not how many blocks there were. */
    void clear() {
        sse.setLength(0);
    }

    byte[] bytes() {
        return sse.toString().getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return sse.toString();
    }
}
