package dev.perennial.simulator.manner;

import static java.util.Objects.requireNonNull;

/**
 * A part of a continued answer.
 *
 * @param kind what it is
 * @param text its text, not empty
 */
public record Piece(Kind kind, String text) {

    /** What a part of a continued answer is. */
    public enum Kind {
        /** What the reader has already, or a variation of it. */
        ECHO,
        /** A tag, mark or fence that the request asked for, or that the model made of it. */
        MARK,
        /** Words about the answer instead of the answer. */
        REMARK,
        /** The text that was still missing. */
        NEW,
        /** Text that goes on in other words than the uninterrupted answer. */
        OTHER
    }

    public Piece {
        requireNonNull(kind, "kind");
        requireNonNull(text, "text");
    }
}
