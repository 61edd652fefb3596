package dev.perennial.stream.corpus;

import dev.perennial.simulator.manner.Interrupted;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A model's turn to go on.
 *
 * @param answer the answer that was interrupted
 * @param asked what it is asked for
 * @param random what varies
 */
record Turn(Interrupted answer, Asked asked, RandomGenerator random) {

    String written() {
        return answer.written();
    }

    String rest() {
        return answer.rest();
    }

    String quote() {
        return asked.quote();
    }

    /** The opening tag; empty if none is asked for. */
    String open() {
        return asked.tag().map(tag -> "<" + tag + ">").orElse("");
    }

    /** The closing tag; empty if none is asked for. */
    String close() {
        return asked.tag().map(tag -> "</" + tag + ">").orElse("");
    }

    /** The mark for an answer that is complete; a word if none is asked for. */
    String done() {
        return asked.done().orElse("DONE");
    }

    boolean nothingMissing() {
        return rest().isEmpty();
    }

    String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A place in a text, not at its ends if that can be, and not inside a code point. */
    int inside(String text) {
        return text.length() < 2 ? text.length() : Tail.whole(text, 1 + random.nextInt(text.length() - 1));
    }

    /** Begins a reply. */
    Pieces reply() {
        return new Pieces();
    }

    /** Begins a reply with the tags and what is to stand in them. */
    Pieces form() {
        return form(quote());
    }

    /** Begins a reply with the tags and something in them. */
    Pieces form(String echo) {
        return reply().form(this, echo);
    }
}
