package dev.perennial.stream.corpus;

import dev.perennial.simulator.manner.Continued;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Ways to get the tags wrong, though not what stands in them. */
final class TagWays {

    private static final List<String> OTHER_NAMES = List.of("continuation", "rest", "r", "answer", "resume");

    private TagWays() {}

    /** The tags, or the mark that nothing is missing, each changed in the same way. */
    private static Continued changed(Turn turn, UnaryOperator<String> change) {
        if (turn.nothingMissing() && turn.random().nextBoolean()) {
            return turn.reply().mark(change.apply(turn.done())).done();
        }
        return turn.reply()
                .mark(change.apply(turn.open()))
                .echo(turn.quote())
                .mark(change.apply(turn.close()))
                .rest(turn);
    }

    private static String around(String before, String mark, String after) {
        return mark.isEmpty() ? "" : before + mark + after;
    }

    static Continued recased(Turn turn) {
        return changed(turn, mark -> mark.toUpperCase(Locale.ROOT));
    }

    static Continued escaped(Turn turn) {
        return changed(turn, mark -> mark.replace("<", "\\<").replace(">", "\\>"));
    }

    static Continued entities(Turn turn) {
        return changed(turn, mark -> mark.replace("<", "&lt;").replace(">", "&gt;"));
    }

    static Continued inBackticks(Turn turn) {
        return changed(turn, mark -> around("`", mark, "`"));
    }

    static Continued bold(Turn turn) {
        return changed(turn, mark -> around("**", mark, "**"));
    }

    static Continued inBrackets(Turn turn) {
        return changed(turn, mark -> mark.replace('<', '[').replace('>', ']'));
    }

    /** Another last character, as by one who copies carelessly. */
    static Continued otherNonce(Turn turn) {
        return changed(turn, mark -> mark.replaceFirst("\\w(/?>)$", "z$1"));
    }

    static Continued otherName(Turn turn) {
        String name = turn.pick(OTHER_NAMES);
        return changed(turn, mark -> mark.replaceFirst("[\\w.:-]+", name));
    }

    static Continued withAttribute(Turn turn) {
        return changed(turn, mark -> mark.startsWith("</") ? mark : mark.replaceFirst("(/?>)$", " type=\"rest\"$1"));
    }

    static Continued inFence(Turn turn) {
        return turn.reply()
                .mark("```\n")
                .form(turn, turn.quote())
                .mark("\n```\n")
                .rest(turn);
    }

    static Continued allInFence(Turn turn) {
        return turn.reply()
                .mark("```xml\n")
                .form(turn, turn.quote())
                .fresh(turn.rest())
                .mark("\n```")
                .done();
    }

    static Continued twice(Turn turn) {
        return turn.form().form(turn, turn.quote()).rest(turn);
    }

    static Continued openingMissing(Turn turn) {
        return turn.reply().echo(turn.quote()).mark(turn.close()).rest(turn);
    }

    static Continued closingMissing(Turn turn) {
        return turn.reply().mark(turn.open()).echo(turn.quote()).rest(turn);
    }

    static Continued closedByOpening(Turn turn) {
        return turn.reply()
                .mark(turn.open())
                .echo(turn.quote())
                .mark(turn.open())
                .rest(turn);
    }

    static Continued empty(Turn turn) {
        return turn.form("").rest(turn);
    }

    static Continued placeholder(Turn turn) {
        return turn.reply()
                .mark(turn.open())
                .mark(turn.pick(List.of("…", "...", "the exact last words", "ANCHOR")))
                .mark(turn.close())
                .rest(turn);
    }

    /** What is missing stands in the tags, and nothing else does. */
    static Continued aroundRest(Turn turn) {
        return turn.reply()
                .mark(turn.open())
                .fresh(turn.rest())
                .mark(turn.close())
                .done();
    }

    /** The quote and all that is missing stand in the tags. */
    static Continued aroundAll(Turn turn) {
        return turn.reply()
                .mark(turn.open())
                .echo(turn.quote())
                .fresh(turn.rest())
                .mark(turn.close())
                .done();
    }

    /** Some of what is missing stands in the tags already. */
    static Continued closedLate(Turn turn) {
        return closedAfter(turn, turn.inside(turn.rest()));
    }

    /** The word that was cut is finished in the tags. */
    static Continued wordFinished(Turn turn) {
        return closedAfter(turn, Tail.endOfWord(turn.rest()));
    }

    private static Continued closedAfter(Turn turn, int inTags) {
        return turn.reply()
                .mark(turn.open())
                .echo(turn.quote())
                .fresh(turn.rest().substring(0, inTags))
                .mark(turn.close())
                .fresh(turn.rest().substring(inTags))
                .done();
    }

    static Continued afterRest(Turn turn) {
        return turn.reply().fresh(turn.rest()).form(turn, turn.quote()).done();
    }

    static Continued newlineBehind(Turn turn) {
        return turn.form().other(turn.pick(List.of("\n", "\n\n", " "))).rest(turn);
    }

    static Continued blanksBefore(Turn turn) {
        return turn.reply()
                .other(turn.pick(List.of("\n", "\n\n", " ", "\t")))
                .form(turn, turn.quote())
                .rest(turn);
    }
}
