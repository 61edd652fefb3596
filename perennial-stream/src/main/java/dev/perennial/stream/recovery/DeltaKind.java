package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** The deltas of a content block, and the field that each has its text in. */
@SuppressWarnings("ImmutableEnumChecker") // the arrays are never changed
enum DeltaKind {
    TEXT("text_delta", "text"),
    INPUT("input_json_delta", "partial_json"),
    THINKING("thinking_delta", "thinking"),
    SIGNATURE("signature_delta", "signature"),
    CITATION("citations_delta", ""),
    COMPACTION("compaction_delta", ""),
    /** A delta of a type that is not known here. */
    UNKNOWN("", "");

    private static final DeltaKind[] ALL = values();

    private final byte[] type;
    private final byte[] field;

    DeltaKind(String type, String field) {
        this.type = type.getBytes(US_ASCII);
        this.field = field.getBytes(US_ASCII);
    }

    static DeltaKind of(byte[] bytes, int from, int to) {
        for (DeltaKind kind : ALL) {
            if (kind.type.length == to - from && Arrays.equals(kind.type, 0, to - from, bytes, from, to)) {
                return kind;
            }
        }
        return UNKNOWN;
    }

    boolean hasText() {
        return field.length > 0;
    }

    /** The name of the field; not to be changed. */
    byte[] field() {
        return field;
    }

    /** Whether a block of this kind may have such a delta. */
    boolean belongsTo(BlockKind block) {
        return switch (this) {
            case TEXT, CITATION -> block == BlockKind.TEXT || block == BlockKind.UNKNOWN;
            case THINKING, SIGNATURE -> block == BlockKind.THINKING || block == BlockKind.UNKNOWN;
            case INPUT -> block == BlockKind.CALL || block == BlockKind.SERVER_CALL || block == BlockKind.UNKNOWN;
            case COMPACTION -> block == BlockKind.COMPACTION || block == BlockKind.UNKNOWN;
            case UNKNOWN -> true;
        };
    }
}
