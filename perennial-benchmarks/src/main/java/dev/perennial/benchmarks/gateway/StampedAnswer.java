package dev.perennial.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * An answer of the Messages API (platform.claude.com, "Streaming messages") in chunks of HTTP/1.1, whose deltas bear their
 * number and the time of their writing. Not thread-safe.
 */
final class StampedAnswer {

    /** Stands before and behind each stamp and nowhere else. */
    static final byte MARK = '~';

    private static final int NUMBER_DIGITS = 8;
    private static final int TIME_DIGITS = 19;
    private static final String EMPTY_STAMP = "~" + "0".repeat(NUMBER_DIGITS) + "," + "0".repeat(TIME_DIGITS) + "~";

    private static final String HEAD = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: text/event-stream; charset=utf-8",
            "Cache-Control: no-cache",
            "request-id: req_load",
            "Transfer-Encoding: chunked",
            "",
            "");

    private static final byte[] OPENING =
            (HEAD + chunk("message_start", """
                            "message":{"id":"msg_load","type":"message","role":"assistant","model":"claude-opus-5-5",\
                            "content":[],"stop_reason":null,"stop_sequence":null,\
                            "usage":{"input_tokens":9,"output_tokens":1}}""") + chunk("content_block_start", """
                            "index":0,"content_block":{"type":"text","text":""}""")).getBytes(US_ASCII);

    private static final byte[] CLOSING = (chunk("content_block_stop", "\"index\":0")
                    + chunk("message_delta", """
                            "delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":9}""")
                    + chunk("message_stop", "")
                    + "0\r\n\r\n")
            .getBytes(US_ASCII);

    private final byte[] delta =
            chunk("content_block_delta", """
            "index":0,"delta":{"type":"text_delta","text":"%s"}""".formatted(EMPTY_STAMP)).getBytes(US_ASCII);
    private final int stamp = new String(delta, US_ASCII).indexOf(MARK) + 1;

    private static String chunk(String type, String members) {
        String data = "{\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members) + "}";
        String frame = "event: " + type + "\ndata: " + data + "\n\n";
        return Integer.toHexString(frame.length()) + "\r\n" + frame + "\r\n";
    }

    /** Its head and its first events. */
    static byte[] opening() {
        return OPENING.clone();
    }

    /** Its last events, and the end of the body. */
    static byte[] closing() {
        return CLOSING.clone();
    }

    /** The delta of that number, written then; the array is used again by the next call. */
    byte[] delta(int number, long nanos) {
        digits(number, stamp, NUMBER_DIGITS);
        digits(nanos, stamp + NUMBER_DIGITS + 1, TIME_DIGITS);
        return delta;
    }

    private void digits(long value, int from, int count) {
        long left = value;
        for (int at = from + count - 1; at >= from; at--) {
            delta[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
