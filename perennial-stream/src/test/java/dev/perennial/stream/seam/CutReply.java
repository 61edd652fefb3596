package dev.perennial.stream.seam;

import dev.perennial.simulator.manner.Continued;
import dev.perennial.simulator.manner.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A reply that ends before its end, half of the time near to the form. */
final class CutReply {

    private static final int FORM = 400;

    private CutReply() {}

    static Continued of(Continued whole, Random random) {
        String text = whole.text();
        int most = random.nextBoolean() ? text.length() : Math.min(FORM, text.length());
        int end = random.nextInt(most + 1);
        boolean splits = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return new Continued(upTo(splits ? end - 1 : end, whole.pieces()), whole.thinksFirst());
    }

    private static List<Piece> upTo(int end, List<Piece> pieces) {
        List<Piece> kept = new ArrayList<>();
        int left = end;
        for (Piece piece : pieces) {
            int length = Math.min(left, piece.text().length());
            if (length > 0) {
                kept.add(new Piece(piece.kind(), piece.text().substring(0, length)));
            }
            left -= length;
        }
        return kept;
    }
}
