package dev.perennial.simulator.manner;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A continued answer of which every character is labelled.
 *
 * @param pieces its parts in order
 * @param thinksFirst whether the model thinks before it goes on
 */
public record Continued(List<Piece> pieces, boolean thinksFirst) {

    public Continued {
        pieces = List.copyOf(pieces);
    }

    /** The text of the answer. */
    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /** The text of the parts of one kind. */
    public String text(Piece.Kind kind) {
        return pieces.stream().filter(p -> p.kind() == kind).map(Piece::text).collect(Collectors.joining());
    }

    static Builder builder() {
        return new Builder();
    }

    /** Collects pieces; empty ones are left out. */
    static final class Builder {

        private final List<Piece> pieces = new ArrayList<>();

        Builder add(Piece.Kind kind, String text) {
            if (!text.isEmpty()) {
                pieces.add(new Piece(kind, text));
            }
            return this;
        }

        Continued build() {
            return new Continued(pieces, false);
        }
    }
}
