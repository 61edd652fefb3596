package dev.perennial.agent.permission;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The words that bash makes of one with braces: {@code a{b,c}} is {@code ab ac}, {@code {1..3}} is {@code 1 2 3}. */
final class BraceExpansion {

    /** More is no command that anybody reads. */
    private static final int MOST = 1_000;

    private static final int LONG = 100;

    private static final Pattern NUMBERS = Pattern.compile("(-?\\d{1,8})\\.\\.(-?\\d{1,8})");
    private static final Pattern LETTERS = Pattern.compile("([A-Za-z])\\.\\.([A-Za-z])");

    private final String word;
    private final BitSet syntax;

    private BraceExpansion(String word, BitSet syntax) {
        this.word = word;
        this.syntax = syntax;
    }

    /**
     * Expands a word; empty if that would be too many.
     *
     * @param syntax where it has braces and commas that are not quoted
     */
    static Optional<List<String>> of(String word, BitSet syntax) {
        if (syntax.isEmpty()) {
            return Optional.of(List.of(word));
        }
        return syntax.cardinality() > MOST
                ? Optional.empty()
                : new BraceExpansion(word, syntax).words(0, word.length());
    }

    /** The first pair of braces with a choice in it, and what is before and behind it, each with all of the others. */
    private Optional<List<String>> words(int from, int to) {
        for (int open = next('{', from, to); open < to; open = next('{', open + 1, to)) {
            int close = closing(open, to);
            Optional<List<String>> choices = close < to ? choices(open + 1, close) : Optional.of(List.of());
            if (choices.isEmpty()) {
                return Optional.empty();
            }
            if (!choices.get().isEmpty()) {
                String before = word.substring(from, open);
                return words(close + 1, to).flatMap(behind -> joined(before, choices.get(), behind));
            }
        }
        return Optional.of(List.of(word.substring(from, to)));
    }

    private static Optional<List<String>> joined(String before, List<String> choices, List<String> behind) {
        if ((long) choices.size() * behind.size() > MOST) {
            return Optional.empty();
        }
        return Optional.of(choices.stream()
                .flatMap(choice -> behind.stream().map(rest -> before + choice + rest))
                .toList());
    }

    /** What stands between two braces offers; nothing if there is neither a comma nor a sequence. */
    private Optional<List<String>> choices(int from, int to) {
        List<String> choices = new ArrayList<>();
        int start = from;
        for (int comma = comma(from, to); comma < to; comma = comma(start, to)) {
            Optional<List<String>> one = words(start, comma);
            if (one.isEmpty()) {
                return one;
            }
            choices.addAll(one.get());
            start = comma + 1;
        }
        return start == from
                ? Optional.of(sequence(word.substring(from, to)))
                : words(start, to).map(last -> {
                    choices.addAll(last);
                    return choices;
                });
    }

    /** A long one of numbers stays as it is: it says nothing of what is run. */
    private static List<String> sequence(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        if (numbers.matches()) {
            return range(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
                    .mapToObj(Integer::toString)
                    .toList();
        }
        Matcher letters = LETTERS.matcher(text);
        return letters.matches()
                ? range(letters.group(1).charAt(0), letters.group(2).charAt(0))
                        .mapToObj(Character::toString)
                        .toList()
                : List.of();
    }

    private static IntStream range(int first, int last) {
        int low = Math.min(first, last);
        int high = Math.max(first, last);
        return high - low < LONG ? IntStream.rangeClosed(low, high) : IntStream.empty();
    }

    private int next(char wanted, int from, int to) {
        int at = from;
        while (at < to && !isSyntax(at, wanted)) {
            at++;
        }
        return at;
    }

    /** The brace that closes the one at this place; {@code to} if there is none. */
    private int closing(int open, int to) {
        int depth = 0;
        for (int at = open; at < to; at++) {
            depth += isSyntax(at, '{') ? 1 : isSyntax(at, '}') ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return to;
    }

    /** The next comma that is in no braces of its own. */
    private int comma(int from, int to) {
        int depth = 0;
        for (int at = from; at < to; at++) {
            depth += isSyntax(at, '{') ? 1 : isSyntax(at, '}') ? -1 : 0;
            if (depth == 0 && isSyntax(at, ',')) {
                return at;
            }
        }
        return to;
    }

    private boolean isSyntax(int at, char wanted) {
        return syntax.get(at) && word.charAt(at) == wanted;
    }
}
