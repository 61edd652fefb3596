package dev.perennial.stream.seam;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An anchor as a model gives it back: white space, quotes, dashes and capitals may differ, even a word may be missing, but it
 * has to end where the anchor ends, for there the text goes on.
 */
final class Echo {

    private static final double LEAST_LIKENESS = 0.9;
    private static final int SURE_END = 16;
    private static final int WINDOW = 16_384;
    private static final int LONGEST_UNLIKE = 4_096;

    private final String raw;
    private final String anchor;
    private final String all;
    private final String known;
    private @Nullable String shown;
    private @Nullable String written;

    Echo(Continuation asked) {
        String text = asked.anchor().text();
        this.all = asked.shown();
        this.known = asked.known();
        this.raw = text.strip();
        this.anchor = plain(text);
    }

    /** Whether it was said, and nothing after it. */
    boolean isAtEndOf(String said) {
        String echo = plain(said);
        boolean whole = echo.equals(anchor) || isLonger(echo);
        return anchor.isEmpty() ? said.strip().equals(raw) : whole || (endsAlike(echo) && isLike(echo));
    }

    /** A quote that begins earlier. In a text that repeats itself it could as well go on with what is new: as far, or farther. */
    private boolean isLonger(String echo) {
        return echo.endsWith(anchor) && shown().endsWith(echo) && Repetition.occursOnce(anchor, shown());
    }

    /** Whether it ends with quotes or backticks that the anchor does not end with, unless one was put around it. */
    boolean isFollowedByMore(String said) {
        String echo = said.strip();
        String own = unplainEnd(raw);
        String end = unplainEnd(echo);
        boolean quoted = end.length() == own.length() + 1 && beginsQuoted(echo);
        return !end.equals(own) && !(quoted && end.startsWith(own));
    }

    /** What is said behind the anchor: white space, and quotes or backticks that were not put around it. */
    String more(String said) {
        String echo = said.strip();
        String own = unplainEnd(raw);
        String end = unplainEnd(echo);
        String more = end.startsWith(own) ? end.substring(own.length()) : end;
        boolean around = echo.startsWith(more.strip()) && !raw.startsWith(more.strip());
        return (around || !isFollowedByMore(said) ? "" : more) + Space.trailing(said);
    }

    /** A quote at the beginning is no sign of it where the text has one there, or may have: in an echo that begins earlier. */
    private boolean beginsQuoted(String echo) {
        boolean longer = plain(echo).length() > anchor.length();
        return !longer && unplainStart(echo) > unplainStart(raw);
    }

    private static int unplainStart(String text) {
        int at = 0;
        while (at < text.length() && isUnplain(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String unplainEnd(String text) {
        int at = text.length();
        while (at > 0 && isUnplain(text.charAt(at - 1))) {
            at--;
        }
        return text.substring(at);
    }

    private static boolean isUnplain(char c) {
        return plain(String.valueOf(c)).isEmpty();
    }

    /** Whether it is what the text ended with, from any place on. */
    boolean isFrom(String said) {
        return shown().endsWith(plain(said));
    }

    /** Whether it is something that the text says, and may come to its end. */
    boolean mayGrow(String said) {
        return said.length() <= LONGEST_UNLIKE && written().contains(plain(said));
    }

    /** The end of the text; not needed by those who do as they are asked. */
    private String shown() {
        String plain = shown;
        if (plain == null) {
            plain = plain(all.substring(Math.max(0, all.length() - WINDOW)));
            shown = plain;
        }
        return plain;
    }

    private String written() {
        String plain = written;
        if (plain == null) {
            plain = shown() + plain(known);
            written = plain;
        }
        return plain;
    }

    /** An end that stands twice in the anchor could be the wrong one of the two. */
    private boolean endsAlike(String echo) {
        if (anchor.length() < 2 * SURE_END) {
            return false;
        }
        String end = anchor.substring(anchor.length() - SURE_END);
        return echo.endsWith(end) && Repetition.occursOnce(end, anchor) && Repetition.occursOnce(end, echo);
    }

    private boolean isLike(String echo) {
        int most = (int) (anchor.length() * (1 - LEAST_LIKENESS));
        return Math.abs(echo.length() - anchor.length()) <= most && distance(echo, most) <= most;
    }

    /** How many characters have to be put in, left out or changed; more than {@code most} if more. */
    private int distance(String echo, int most) {
        int[] row = new int[anchor.length() + 1];
        Arrays.setAll(row, i -> i <= most ? i : most + 1);
        for (int i = 1; i <= echo.length(); i++) {
            nextRow(row, echo.charAt(i - 1), i, most);
        }
        return row[anchor.length()];
    }

    /** Only so far from the diagonal as the distance may get. */
    private void nextRow(int[] row, char c, int i, int most) {
        int from = Math.max(1, i - most);
        int to = Math.min(anchor.length(), i + most);
        int diagonal = row[from - 1];
        row[from - 1] = from == 1 && i <= most ? i : most + 1;
        for (int j = from; j <= to; j++) {
            int above = j < i + most ? row[j] : most + 1;
            int changed = diagonal + (anchor.charAt(j - 1) == c ? 0 : 1);
            diagonal = row[j];
            row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
        }
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Form.NFC).codePoints().forEach(c -> addPlain(plain, c));
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static void addPlain(StringBuilder plain, int codePoint) {
        switch (codePoint) {
            case '\\', '`', '"', '\'', '“', '”', '„', '‘', '’', '‚', '«', '»', '…' -> {}
            case '–', '—', '‐', '‑', '−' -> plain.append('-');
            default -> {
                if (!Character.isWhitespace(codePoint) && !Character.isSpaceChar(codePoint)) {
                    plain.appendCodePoint(codePoint);
                }
            }
        }
    }
}
