package dev.perennial.stream.seam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags that a continuation is asked to use. The nonce in them makes sure that no text means anything else by them, so
 * they are recognised however carelessly they are written. Immutable.
 */
public final class Marks {

    /** What a mark says. */
    enum Kind {
        OPENING,
        CLOSING,
        END
    }

    /**
     * A mark in a text.
     *
     * @param kind what it says
     * @param start its first character
     * @param end behind its last character
     */
    record Mark(Kind kind, int start, int end) {}

    private static final Pattern NONCE = Pattern.compile("[0-9a-z]{4,32}");

    private final String nonce;
    private @Nullable Pattern pattern;

    /**
     * Marks with a nonce.
     *
     * @param nonce 4 to 32 small letters and digits that nobody can foresee
     * @throws IllegalArgumentException if it is something else
     */
    public Marks(String nonce) {
        if (!NONCE.matcher(nonce).matches()) {
            throw new IllegalArgumentException(
                    "nonce is '" + nonce + "' but has to be 4 to 32 small letters and digits");
        }
        this.nonce = nonce;
    }

    /** Made when it is first asked for: most streams never break, and there are many of them. */
    private Pattern pattern() {
        Pattern known = pattern;
        if (known == null) {
            known = Pattern.compile(
                    "(?:\\\\?<|&lt;)\\s*(/?)\\s*(r|done)-" + nonce + "\\s*/?\\s*(?:\\\\?>|&gt;)",
                    Pattern.CASE_INSENSITIVE);
            pattern = known;
        }
        return known;
    }

    /** The tag to begin with. */
    public String opening() {
        return "<r-" + nonce + ">";
    }

    /** The tag behind which the text goes on. */
    public String closing() {
        return "</r-" + nonce + ">";
    }

    /** The mark that says that nothing is missing. */
    public String end() {
        return "<done-" + nonce + "/>";
    }

    /** All marks in a text, in order. */
    List<Mark> in(String text) {
        List<Mark> marks = new ArrayList<>();
        Matcher matcher = pattern().matcher(text);
        while (matcher.find()) {
            marks.add(mark(matcher));
        }
        return marks;
    }

    /** The mark that the text begins with. */
    Optional<Mark> atStartOf(String text) {
        Matcher matcher = pattern().matcher(text);
        return matcher.lookingAt() ? Optional.of(mark(matcher)) : Optional.empty();
    }

    /** The last mark in a text. */
    Optional<Mark> lastIn(String text) {
        return in(text).stream().reduce((first, second) -> second);
    }

    private static Mark mark(MatchResult found) {
        Kind tag = found.group(1).isEmpty() ? Kind.OPENING : Kind.CLOSING;
        return new Mark(found.group(2).equalsIgnoreCase("done") ? Kind.END : tag, found.start(), found.end());
    }

    /** Whether the text could turn into a mark if more came. */
    @SuppressWarnings("JdkObsolete") // it is not about where a match ends, but about whether there could be one
    boolean mayBegin(String text) {
        Matcher matcher = pattern().matcher(text);
        return !matcher.lookingAt() && matcher.hitEnd();
    }

    /** The text without the marks in it. */
    String strippedFrom(String text) {
        return pattern().matcher(text).replaceAll("");
    }
}
