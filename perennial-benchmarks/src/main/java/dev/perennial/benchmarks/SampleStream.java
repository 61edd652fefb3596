package dev.perennial.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A stream as the API sends it, with nothing wrong. */
public final class SampleStream {

    /** The request that it answers. */
    static final byte[] REQUEST =
            "{\"model\":\"claude-opus-5-5\",\"max_tokens\":64000,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}]}"
                    .getBytes(UTF_8);

    private static final String[] WORDS = {
        " the", " stream", " goes", " on", ",", " and", ".\\n", " re", "member", "ing"
    };

    private SampleStream() {}

    /** One text of so many deltas. */
    public static byte[] ofDeltas(int deltas) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder stream = new StringBuilder();
        add(
                stream,
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"model\":\"claude-opus-5-5\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                        + "\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}");
        add(
                stream,
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
        for (int i = 0; i < deltas; i++) {
            add(
                    stream,
                    "content_block_delta",
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                            + WORDS[random.nextInt(WORDS.length)] + "\"}}");
        }
        add(stream, "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");
        add(
                stream,
                "message_delta",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                        + "\"usage\":{\"output_tokens\":" + deltas + "}}");
        add(stream, "message_stop", "{\"type\":\"message_stop\"}");
        return stream.toString().getBytes(UTF_8);
    }

    /** Where the stream's frames end. */
    static int[] frames(byte[] stream) {
        return IntStream.rangeClosed(2, stream.length)
                .filter(i -> stream[i - 1] == '\n' && stream[i - 2] == '\n')
                .toArray();
    }

    /** Where pieces of so many bytes end. */
    static int[] chunks(byte[] stream, int size) {
        int count = (stream.length + size - 1) / size;
        return IntStream.rangeClosed(1, count)
                .map(i -> Math.min(i * size, stream.length))
                .toArray();
    }

    private static void add(StringBuilder stream, String event, String data) {
        stream.append("event: ").append(event).append("\ndata: ").append(data).append("\n\n");
    }
}
