package dev.perennial.stream.corpus;

import dev.perennial.simulator.manner.Continued;
import dev.perennial.simulator.manner.Piece;
import dev.perennial.simulator.manner.Piece.Kind;
import java.util.ArrayList;
import java.util.List;

/** Collects the labelled pieces of a reply; empty ones are left out. */
final class Pieces {

    private final List<Piece> pieces = new ArrayList<>();

    Pieces echo(String text) {
        return add(Kind.ECHO, text);
    }

    Pieces mark(String text) {
        return add(Kind.MARK, text);
    }

    Pieces remark(String text) {
        return add(Kind.REMARK, text);
    }

    /** What is missing, or a part of it. */
    Pieces fresh(String text) {
        return add(Kind.NEW, text);
    }

    /** Something instead of what is missing, or white space that nobody asked for. */
    Pieces other(String text) {
        return add(Kind.OTHER, text);
    }

    /** The tags with something in them. */
    Pieces form(Turn turn, String echo) {
        return mark(turn.open()).echo(echo).mark(turn.close());
    }

    private Pieces add(Kind kind, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(kind, text));
        }
        return this;
    }

    Continued done() {
        return new Continued(pieces, false);
    }

    /** Ends with all that is missing. */
    Continued rest(Turn turn) {
        return fresh(turn.rest()).done();
    }
}
