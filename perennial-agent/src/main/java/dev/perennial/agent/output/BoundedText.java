package dev.perennial.agent.output;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The text of one result, as it arrives and as it is shown: all of it if it is within the budget, else its beginning and
 * its end, with its size and the handle under which the whole is kept.
 *
 * <p>Takes the same memory whatever the length. Safe for use by several threads.
 *
 * <pre>{@code
 * try (BoundedText text = new BoundedText(folder, budget)) {
 *     text.append("line\n");
 *     String shown = text.shown("\nexit code 1");
 * }
 * }</pre>
 */
public final class BoundedText implements AutoCloseable {

    private static final int LONGEST_CHARACTER = 3;

    /** What is said about a text that is not shown as a whole takes about so much. */
    private static final long NOTES = 220;

    private final TokenBudget budget;
    private final GrowingText text;

    /** An empty text. */
    public BoundedText(OutputFolder folder, TokenBudget budget) {
        this.budget = requireNonNull(budget, "budget");
        this.text = new GrowingText(folder, budget.mostCharacters() * LONGEST_CHARACTER);
    }

    /** Takes the next piece. */
    public synchronized void append(String piece) {
        text.append(piece);
    }

    /** Takes the next piece as bytes of UTF-8, from {@code from} to before {@code to}. */
    public synchronized void append(byte[] utf8, int from, int to) {
        text.append(utf8, from, to);
    }

    /**
     * What is shown, a line end at the end of the text left out.
     *
     * @param ending comes after the text and is shown in any case
     */
    public synchronized String shown(String ending) {
        if (text.isShort()) {
            String whole = withoutLineEnd(text.beginning()) + ending;
            if (budget.holds(whole)) {
                return whole;
            }
        }
        return parts(ending);
    }

    private String parts(String ending) {
        long half = Math.max(0, (budget.tokens() - NOTES - budget.estimate(ending)) / 2);
        String beginning = text.beginning();
        String head = beginning.substring(0, Cut.end(beginning, budget.prefix(beginning, half)));
        String end = text.end();
        String tail = end.substring(Cut.start(end, budget.suffix(end, half)));
        long next = bytes(head);
        long left = Math.max(0, text.length() - next - bytes(tail));
        return head + lineEnd(head) + gap(left, head, tail) + withoutLineEnd(tail) + whole(next) + ending;
    }

    private String gap(long left, String head, String tail) {
        return String.format(
                Locale.ROOT,
                "[… %,d bytes (%,d lines) are not shown here …]\n",
                left,
                Math.max(0, text.lineEnds() - lineEnds(head) - lineEnds(tail)));
    }

    private String whole(long next) {
        String size = String.format(Locale.ROOT, "%,d bytes, %,d lines", text.length(), text.lineEnds());
        return text.handle()
                .map(handle -> "\n[The whole text (" + size + ") is kept as " + handle
                        + ". What follows the beginning: read_output " + OutputInput.from(handle, next)
                        + "; it also takes \"lines\": [first, last], \"tail\": lines, \"search\": \"text\".]")
                .orElseGet(() -> "\n[The text had " + size + "; it could not be kept: "
                        + text.failure().map(Throwable::toString).orElse("") + ". Ask for less at once.]");
    }

    private static String lineEnd(String head) {
        return head.isEmpty() || head.endsWith("\n") ? "" : "\n";
    }

    private static String withoutLineEnd(String shown) {
        return shown.endsWith("\n") ? shown.substring(0, shown.length() - 1) : shown;
    }

    private static long bytes(String shown) {
        return shown.getBytes(StandardCharsets.UTF_8).length;
    }

    private static long lineEnds(String shown) {
        return shown.chars().filter(c -> c == '\n').count();
    }

    /** The handle under which all of it is kept; empty if it was never too long to be shown. */
    public synchronized Optional<String> kept() {
        return text.kept();
    }

    /** Ends the writing; what is kept stays. */
    @Override
    public synchronized void close() {
        text.close();
    }
}
