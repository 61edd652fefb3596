package dev.perennial.stream.recovery;

import dev.perennial.simulator.manner.Interrupted;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.Piece;
import dev.perennial.simulator.manner.Piece.Kind;
import dev.perennial.stream.corpus.Reply;
import java.util.List;
import java.util.Optional;

/**
 * How a model goes on with a text of which it is shown the beginning.
 *
 * @param shown what it is shown
 * @param rest what it would say next if nothing had happened
 * @param onTruth whether what it is shown is the beginning of what was meant, to the letter
 * @param manner how it goes on
 * @param pieces what it says, labelled
 * @param text what the API hands out of that
 * @param stopReason why it ends within the text; empty if it does not
 * @param thinksFirst whether it thinks before
 */
record Resumed(
        String shown,
        String rest,
        boolean onTruth,
        String manner,
        List<Piece> pieces,
        String text,
        String stopReason,
        boolean thinksFirst) {

    /** What a model is shown, and what it would say next. */
    record Place(String shown, String rest, boolean onTruth) {}

    /** Goes on in a manner by chance; {@code obedience} in ten times in the manner that it is asked for. */
    static Resumed of(Place place, String request, String mark, int obedience, Choices random) {
        Interrupted interrupted = new Interrupted(place.shown(), place.rest(), request);
        int seed = random.nextInt(1 << 20);
        Reply reply = random.nextInt(10) < obedience
                ? Reply.in(Manner.OBEDIENT, interrupted, seed)
                : Reply.to(interrupted, seed);
        String text = reply.continued().text();
        int stop = mark.isEmpty() ? -1 : text.indexOf(mark);
        Resumed whole = new Resumed(
                place.shown(),
                place.rest(),
                place.onTruth(),
                reply.manner(),
                reply.continued().pieces(),
                stop < 0 ? text : text.substring(0, stop),
                stop < 0 ? "" : "stop_sequence",
                reply.continued().thinksFirst());
        return stop < 0 ? whole.endedEarly(random) : whole;
    }

    /** The model goes on with a text of its own, since nothing tells it that the one before had no end. */
    static Resumed anew(String shown, Truth truth) {
        Optional<Truth.Part> first =
                truth.blocks().stream().filter(p -> !p.isThinking()).findFirst();
        String text = first.filter(Truth.Part::isText).map(Truth.Part::content).orElse("");
        List<Piece> pieces = text.isEmpty() ? List.of() : List.of(new Piece(Kind.NEW, text));
        return new Resumed(shown, text, false, "anew", pieces, text, "", false);
    }

    private Resumed endedEarly(Choices random) {
        boolean refuses = manner.contains("refuses") && random.nextBoolean();
        if (refuses) {
            return ended(text, "refusal");
        }
        if (random.nextInt(20) > 0) {
            return this;
        }
        int end = random.nextInt(text.length() + 1);
        boolean splits = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return ended(text.substring(0, splits ? end - 1 : end), "max_tokens");
    }

    private Resumed ended(String said, String reason) {
        return new Resumed(shown, rest, onTruth, manner, pieces, said, reason, thinksFirst);
    }

    /** Whether it says all that was missing, and may go on to what comes next. */
    boolean isTrueToTheEnd() {
        return followsTruth() && stopReason.isEmpty();
    }

    /** Whether it says what was missing and nothing behind it, and right before it nothing that it was not asked for. */
    boolean followsTruth() {
        int start = rest.isEmpty() ? pieces.size() : firstNew();
        List<Piece> behind = pieces.subList(Math.min(start + 1, pieces.size()), pieces.size());
        return onTruth
                && text.endsWith(rest)
                && newText().equals(rest)
                && behind.isEmpty()
                && leadsAsAsked(pieces.subList(0, Math.min(start, pieces.size())));
    }

    private int firstNew() {
        int at = 0;
        while (at < pieces.size() && pieces.get(at).kind() != Kind.NEW) {
            at++;
        }
        return at;
    }

    private String newText() {
        StringBuilder text = new StringBuilder();
        pieces.stream().filter(p -> p.kind() == Kind.NEW).forEach(p -> text.append(p.text()));
        return text.toString();
    }

    /** Nothing, a form that ends with its last mark, or an echo alone. */
    private static boolean leadsAsAsked(List<Piece> lead) {
        boolean form = !lead.isEmpty() && lead.getLast().kind() == Kind.MARK;
        boolean echo = lead.stream().allMatch(p -> p.kind() == Kind.ECHO);
        return form || echo;
    }

    /** Whether all its marks stand before what is new, which knows no such marks. */
    boolean marksOnlyLead() {
        int start = Math.min(firstNew(), pieces.size());
        boolean late = pieces.subList(start, pieces.size()).stream().anyMatch(p -> p.kind() == Kind.MARK);
        return !late && Said.withoutMarks(rest).equals(rest) && newText().equals(rest);
    }

    /** Whether it claims in some spelling that nothing is missing. */
    boolean saysDone() {
        return pieces.stream()
                .anyMatch(p -> p.kind() == Kind.MARK
                        && p.text().toLowerCase(java.util.Locale.ROOT).contains("done"));
    }
}
