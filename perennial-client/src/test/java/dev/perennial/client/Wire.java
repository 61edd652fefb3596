package dev.perennial.client;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Events as they stand in the API's documentation, section "Streaming messages". */
final class Wire {

    static final String START = event("""
            {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5",\
            "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,\
            "cache_creation_input_tokens":7,"cache_read_input_tokens":3,"output_tokens":1}}}""");

    static final String PING = event("{\"type\":\"ping\"}");
    static final String STOP = event("{\"type\":\"message_stop\"}");
    static final String END_TURN = end("end_turn", 15);

    /** A message that has said Once upon, and goes on. */
    static final String BEGUN = START + blockStart(0, "{\"type\":\"text\",\"text\":\"\"}") + text(0, "Once upon");

    /** The body of an error, or the data of an error event. */
    static final String OVERLOADED =
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";

    /** A whole message that says Hello, world. */
    static final String HELLO = START
            + block(0, "{\"type\":\"text\",\"text\":\"\"}", text(0, "Hello"), PING, text(0, ", world"))
            + END_TURN
            + STOP;

    private Wire() {}

    static String event(String data) {
        String type = data.replaceFirst("(?s)^\\{\"type\":\"(\\w+)\".*", "$1");
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    static String blockStart(int index, String block) {
        return event("{\"type\":\"content_block_start\",\"index\":" + index + ",\"content_block\":" + block + "}");
    }

    static String blockStop(int index) {
        return event("{\"type\":\"content_block_stop\",\"index\":" + index + "}");
    }

    static String block(int index, String block, String... deltas) {
        return blockStart(index, block) + String.join("", deltas) + blockStop(index);
    }

    static String delta(int index, String delta) {
        return event("{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":" + delta + "}");
    }

    static String text(int index, String text) {
        return delta(index, of("text_delta").put("text", text).toString());
    }

    static String thinking(int index, String text) {
        return delta(index, of("thinking_delta").put("thinking", text).toString());
    }

    static String inputJson(int index, String json) {
        return delta(index, of("input_json_delta").put("partial_json", json).toString());
    }

    static String end(String stopReason, int outputTokens) {
        return event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + stopReason
                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":" + outputTokens + "}}");
    }

    private static ObjectNode of(String type) {
        return Json.emptyObject().put("type", type);
    }
}
