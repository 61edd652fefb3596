package dev.perennial.stream.corpus;

import java.util.List;

/**
 * A language in phrases that can be put together to sentences.
 *
 * @param openings how sentences begin, first with a subject and its verb
 * @param objects what follows
 * @param ends how sentences may end
 * @param space what stands between phrases
 * @param stop what ends a sentence, with the space after it
 */
record Language(List<String> openings, List<String> objects, List<String> ends, String space, String stop) {

    /** Sentences, and now and then a paragraph. */
    void write(Pen pen) {
        while (!pen.full()) {
            sentence(pen);
            if (pen.oneIn(6)) {
                pen.add("\n\n");
            }
        }
    }

    void sentence(Pen pen) {
        pen.addOneOf(openings).add(space).addOneOf(objects);
        if (!pen.oneIn(3)) {
            pen.add(space).addOneOf(ends);
        }
        pen.add(stop);
    }
}
