package dev.perennial.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Finds the stamps in the body of one answer, however it was cut into pieces, and its end. */
final class StampReader {

    /** Its first letter comes only once in it, so that no match can begin within another. */
    private static final byte[] LAST_EVENT = "message_stop".getBytes(US_ASCII);

    private final Arrivals arrivals;
    private boolean inStamp;
    private long value;
    private long number;
    private long next;
    private int matched;
    private boolean stopped;

    StampReader(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    void read(byte[] bytes, int from, int to, long now) {
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (inStamp || b == StampedAnswer.MARK) {
                stamp(b, now);
            } else if (!stopped) {
                match(b);
            }
        }
    }

    private void stamp(byte b, long now) {
        if (!inStamp) {
            inStamp = true;
            value = 0;
        } else if (b == StampedAnswer.MARK) {
            inStamp = false;
            arrivals.arrived(now - value, number == next);
            next = number + 1;
        } else if (b == ',') {
            number = value;
            value = 0;
        } else {
            value = value * 10 + b - '0';
        }
    }

    private void match(byte b) {
        if (b == LAST_EVENT[matched]) {
            matched++;
        } else {
            matched = b == LAST_EVENT[0] ? 1 : 0;
        }
        stopped = matched == LAST_EVENT.length;
    }

    /** Whether the last event of the answer has come. */
    boolean stopped() {
        return stopped;
    }
}
