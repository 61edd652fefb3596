package dev.perennial.stream.recovery;

import dev.perennial.stream.internal.JsonSpan;
import dev.perennial.stream.seam.Proof;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request and what has come of it. Not thread-safe; times are nanoseconds of any origin. */
final class Attempt {

    private enum Stage {
        SENDING,
        SENT,
        STREAM,
        ERROR_BODY
    }

    private static final int MOST_OF_ERROR_BODY = 64 << 10;

    private final int number;
    private final Call call;
    private final AttemptReader reader;
    private final long sentAt;
    private final long keptBefore;

    private Stage stage = Stage.SENDING;
    private @Nullable Proof seam;
    private ResponseHead head = new ResponseHead(0, Map.of());
    private final Bytes errorBody = new Bytes();

    /** An attempt that is about to be sent, when the consumer has so much to keep. */
    Attempt(int number, Call call, AttemptReader reader, long sentAt, long keptBefore) {
        this.number = number;
        this.call = call;
        this.reader = reader;
        this.sentAt = sentAt;
        this.keptBefore = keptBefore;
    }

    int number() {
        return number;
    }

    /** How much the consumer had to keep when it was sent. */
    long keptBefore() {
        return keptBefore;
    }

    /** The request left; false if that was known. */
    boolean sent() {
        boolean news = stage == Stage.SENDING;
        stage = news ? Stage.SENT : stage;
        return news;
    }

    /** The head came; false if one had come before. */
    boolean arrived(ResponseHead arrived) {
        if (stage == Stage.STREAM || stage == Stage.ERROR_BODY) {
            return false;
        }
        head = arrived;
        stage = arrived.isStream() ? Stage.STREAM : Stage.ERROR_BODY;
        return true;
    }

    void feed(byte[] bytes, int offset, int length) {
        if (stage == Stage.STREAM) {
            reader.feed(bytes, offset, length);
        } else if (stage == Stage.ERROR_BODY) {
            int room = Math.min(length, MOST_OF_ERROR_BODY - errorBody.length());
            errorBody.add(bytes, offset, offset + Math.max(0, room));
        }
    }

    /** Whether its message has begun. */
    boolean hasStarted() {
        return stage == Stage.STREAM && reader.hasStarted();
    }

    /** It goes on in the middle of a text. */
    void joined(Proof proof) {
        seam = proof;
    }

    /** Nothing more is read. */
    void stop() {
        reader.stop();
    }

    /** The block that is open, if any. */
    Optional<Block> open() {
        return reader.open();
    }

    /** Why it broke: an answer that is no stream says so itself, however its connection ended. */
    Cause cause(Cause seen) {
        if (stage != Stage.ERROR_BODY) {
            return seen;
        }
        byte[] body = errorBody.copy();
        return new Cause.Status(head, JsonSpan.of(body).map(ApiFault::of).orElse(ApiFault.NONE), body);
    }

    AttemptReport report(Optional<Cause> cause, Optional<Rule> rule, long now, Usage usage) {
        return new AttemptReport(
                number,
                call.shape(),
                cause,
                rule,
                Duration.ofNanos(now - sentAt),
                usage.bill(),
                usage.isEstimated(),
                Optional.ofNullable(seam),
                head.header("request-id"),
                usage.servedBy(),
                usage.isFast());
    }
}
