package dev.perennial.stream.seam;

import dev.perennial.simulator.manner.Continued;
import dev.perennial.simulator.manner.Piece;
import dev.perennial.stream.seam.Continuation.Way;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a continuation arrives: the API stops at the end mark, and does not hand it out.
 *
 * @param text all of it
 * @param fresh its parts that the reader does not have, as the model labelled them
 * @param stops whether the API stopped it at the end mark
 */
record Said(String text, List<Span> fresh, boolean stops) {

    /** From a first character to the one behind the last. */
    record Span(int from, int to) {}

    static Said of(Continued continued, Continuation asked) {
        String all = continued.text();
        int mark = asked.way() == Way.ASKED ? all.indexOf(asked.marks().end()) : -1;
        String text = mark < 0 ? all : all.substring(0, mark);
        return new Said(text, fresh(continued.pieces(), asked.known().length(), text.length()), mark >= 0);
    }

    /** The new parts, but for the first characters of them, which the reader has already. */
    private static List<Span> fresh(List<Piece> pieces, int known, int length) {
        List<Span> fresh = new ArrayList<>();
        int at = 0;
        int left = known;
        for (Piece piece : pieces) {
            int to = Math.min(length, at + piece.text().length());
            if (piece.kind() == Piece.Kind.NEW) {
                int from = Math.min(to, at + left);
                left -= Math.max(0, from - at);
                fresh.add(new Span(from, to));
            }
            at += piece.text().length();
        }
        return fresh.stream().filter(s -> s.to() > s.from()).toList();
    }

    /** What the reader gets of it. */
    String added(Decision decision, int held) {
        return decision instanceof Decision.Join join
                ? join.text() + text.substring(Math.min(held, text.length()))
                : "";
    }

    /** New characters that the reader does not get. */
    String lost(Decision decision, int held) {
        String added = added(decision, held);
        StringBuilder lost = new StringBuilder();
        for (Span span : fresh) {
            String piece = text.substring(span.from(), span.to());
            boolean kept = decision instanceof Decision.Join join && isKept(join, span, Math.min(held, text.length()));
            boolean amongMarks = decision instanceof Decision.Join join && !isEnd(join, held) && added.contains(piece);
            lost.append(kept || amongMarks ? "" : piece);
        }
        return lost.toString();
    }

    /** Whether it comes behind all that was dropped. */
    private boolean isKept(Decision.Join join, Span span, int held) {
        return isEnd(join, held) && span.from() >= held - join.text().length();
    }

    /** Whether what is added is the end of what was held; else marks were taken out of its middle. */
    private boolean isEnd(Decision.Join join, int held) {
        return text.substring(0, Math.min(held, text.length())).endsWith(join.text());
    }
}
