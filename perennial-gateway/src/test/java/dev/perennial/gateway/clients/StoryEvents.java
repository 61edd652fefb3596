package dev.perennial.gateway.clients;

/** The frames of a short answer, for APIs that tests make by hand. */
public final class StoryEvents {

    private static final String END = """
            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":4}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    private StoryEvents() {}

    /** All of it. */
    public static String whole(int inputTokens) {
        return begun(inputTokens) + END;
    }

    /** Up to its last word. */
    static String begun(int inputTokens) {
        return """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
            "model":"claude-opus-5-5","content":[],"stop_reason":null,"stop_sequence":null,\
            "usage":{"input_tokens":%d,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Once upon a time"}}

            """.formatted(inputTokens);
    }
}
