package dev.perennial.simulator.internal.message;

import java.util.List;

/**
 * A mark for each content block that was before thinking when it was written, thinking apart: enough to tell where another
 * conversation begins to differ.
 *
 * @param marks the lowest bits of the digest of everything up to each block, for the first {@link #MOST} blocks
 */
public record Trail(List<Short> marks) {

    /** More would make the signatures of long conversations long. */
    static final int MOST = 500;

    static final Trail NONE = new Trail(List.of());

    public Trail {
        marks = List.copyOf(marks);
    }

    static short mark(long digest) {
        return (short) digest;
    }

    /** Whether there may have been blocks behind the last mark. */
    boolean isCut() {
        return marks.size() == MOST;
    }
}
