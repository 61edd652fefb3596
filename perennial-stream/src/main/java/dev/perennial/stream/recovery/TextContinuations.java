package dev.perennial.stream.recovery;

import dev.perennial.stream.internal.JsonText;
import dev.perennial.stream.seam.Continuation;
import dev.perennial.stream.seam.Continuation.Way;
import dev.perennial.stream.seam.Marks;
import dev.perennial.stream.seam.Proof;
import dev.perennial.stream.seam.Seam;
import java.util.function.Consumer;

/** Has a text gone on with in its middle, as often as it breaks. Not thread-safe. */
final class TextContinuations {

    private final Marks marks;
    private final StopSequences stops;
    private final Consumer<Proof> joined;
    private int askedAgain;

    /** The listener hears of every seam that was joined. */
    TextContinuations(Marks marks, StopSequences stops, Consumer<Proof> joined) {
        this.marks = marks;
        this.stops = stops;
        this.joined = joined;
    }

    /** The next continuation of a text; the last one that may be asked for settles the seam with or without proof. */
    Seam next(Block open, Way way, Cause cause) {
        askedAgain += cause instanceof Cause.Unproven ? 1 : 0;
        String written = JsonText.decode(open.text().array(), 0, open.text().length());
        int round = Math.min(askedAgain, Continuation.MOST_ASKED_AGAIN);
        return new Seam(Continuation.of(written, way, round, marks), round == Continuation.MOST_ASKED_AGAIN);
    }

    Rejoining joining(Seam seam) {
        return new JoinedText(seam, stops, this::joined);
    }

    private void joined(Proof proof) {
        askedAgain = 0;
        joined.accept(proof);
    }
}
