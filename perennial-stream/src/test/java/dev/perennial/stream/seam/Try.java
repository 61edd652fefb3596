package dev.perennial.stream.seam;

import dev.perennial.simulator.manner.Continued;
import dev.perennial.simulator.manner.Interrupted;
import dev.perennial.stream.seam.Continuation.Way;

/**
 * One break in a text, mended: a model that shows a manner is asked to go on, as often as the seam has it.
 *
 * @param text what the reader has at the end
 * @param ending what was decided at last
 * @param asked how often the model was asked
 * @param lost the new characters that were deleted, by their labels
 */
record Try(String text, Decision ending, int asked, String lost) {

    /** How a model goes on. */
    interface Model {
        Continued goOn(Interrupted answer, long seed);
    }

    static Try of(String whole, int cut, Way way, Model model, long seed) {
        String written = whole.substring(0, cut);
        for (int again = 0; ; again++) {
            boolean last = again == Continuation.MOST_ASKED_AGAIN;
            Continuation asked = Continuation.of(written, way, again, new Marks("7f3a" + again));
            String request = way == Way.ASKED ? Wording.ENGLISH.asking(asked) : "";
            String rest = whole.substring(asked.shown().length());
            Continued continued = model.goOn(new Interrupted(asked.shown(), rest, request), seed + again);
            Seam seam = new Seam(asked, last);
            Said said = Said.of(continued, asked);
            Decision decision = decide(seam, said, seed);
            if (!(decision instanceof Decision.AskAgain)) {
                String text = written + said.added(decision, seam.held());
                return new Try(text, decision, again + 1, said.lost(decision, seam.held()));
            }
        }
    }

    private static Decision decide(Seam seam, Said said, long seed) {
        String text = said.text();
        int at = 0;
        for (int step = 1 + Math.floorMod(seed, 9); at < text.length(); step = 1 + (step * 7 + at) % 11) {
            int next = Math.min(text.length(), at + step);
            Decision decision = seam.feed(text.substring(at, next));
            if (!(decision instanceof Decision.Hold)) {
                return decision;
            }
            at = next;
        }
        return said.stops() ? seam.endAtMark() : seam.end();
    }
}
