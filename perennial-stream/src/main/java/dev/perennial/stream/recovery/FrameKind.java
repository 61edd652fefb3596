package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.perennial.stream.SseFrame;
import java.util.Arrays;

/** The events of a message's stream (platform.claude.com, "Streaming messages"). */
@SuppressWarnings("ImmutableEnumChecker") // the array never leaves
enum FrameKind {
    MESSAGE_START("message_start"),
    BLOCK_START("content_block_start"),
    BLOCK_DELTA("content_block_delta"),
    BLOCK_STOP("content_block_stop"),
    MESSAGE_DELTA("message_delta"),
    MESSAGE_STOP("message_stop"),
    PING("ping"),
    ERROR("error"),
    /** An event of a type that is not known here; streams may gain some. */
    UNKNOWN("");

    private static final FrameKind[] ALL = values();

    private final byte[] type;

    FrameKind(String type) {
        this.type = type.getBytes(US_ASCII);
    }

    /** The kind that the frame's event field names. */
    static FrameKind named(SseFrame frame) {
        for (FrameKind kind : ALL) {
            if (kind != UNKNOWN && frame.isNamed(kind.type, 0, kind.type.length)) {
                return kind;
            }
        }
        return UNKNOWN;
    }

    /** Whether such an event without data leaves nothing out. */
    boolean saysNothing() {
        return this == PING || this == UNKNOWN;
    }

    static FrameKind of(byte[] bytes, int from, int to) {
        for (FrameKind kind : ALL) {
            if (kind.type.length == to - from && Arrays.equals(kind.type, 0, to - from, bytes, from, to)) {
                return kind;
            }
        }
        return UNKNOWN;
    }
}
