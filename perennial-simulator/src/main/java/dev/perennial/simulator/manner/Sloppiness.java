package dev.perennial.simulator.manner;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Gets a form that was asked for nearly right; each time in one of the ways in which models do. */
final class Sloppiness {

    private static final List<String> SENTENCES =
            List.of("Here is the rest of the answer:\n\n", "Sure! ", "Of course. I'll continue.\n", "Continuing:\n");

    private final Random random;

    Sloppiness(Random random) {
        this.random = random;
    }

    Continued.Builder begin(String tag, String quote) {
        Continued.Builder answer = Continued.builder();
        String open = "<" + tag + ">";
        String close = "</" + tag + ">";
        return switch (random.nextInt(10)) {
            case 0 -> form(answer, "", quote, close);
            case 1 -> form(answer, open, quote, "");
            case 2 -> form(answer, "", quote, "");
            case 3 -> form(answer, "< " + tag + " >", quote, "</ " + tag + " >");
            case 4 -> form(answer, open + "\n", respaced(quote), "\n" + close + "\n");
            case 5 -> form(answer, open, recased(quote), close);
            case 6 -> form(answer, open + "\"", requoted(quote), "\"" + close);
            case 7 -> form(answer, open, paraphrased(quote), close);
            case 8 -> form(answer, "```\n" + open, quote, close + "\n```\n");
            default -> form(answer.add(Piece.Kind.REMARK, pick(SENTENCES)), open, quote, close);
        };
    }

    private static Continued.Builder form(Continued.Builder answer, String open, String quote, String close) {
        return answer.add(Piece.Kind.MARK, open).add(Piece.Kind.ECHO, quote).add(Piece.Kind.MARK, close);
    }

    /** The end mark with something around it. */
    Continued end(String mark) {
        Continued.Builder answer = Continued.builder();
        return switch (random.nextInt(4)) {
            case 0 -> answer.add(Piece.Kind.MARK, mark.replace("/>", " />")).build();
            case 1 -> answer.add(Piece.Kind.MARK, "`" + mark + "`").build();
            case 2 -> answer.add(Piece.Kind.REMARK, "The answer was complete.").build();
            default ->
                answer.add(Piece.Kind.REMARK, "It was complete. ")
                        .add(Piece.Kind.MARK, mark)
                        .build();
        };
    }

    /** Another amount or kind of white space where there was some; some where there was none if there was none at all. */
    String respaced(String text) {
        String changed = text.replaceAll("\\s+", random.nextBoolean() ? "\n" : "  ");
        return changed.equals(text) ? " " + text : changed;
    }

    private static String recased(String text) {
        String upper = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
    }

    private static String requoted(String text) {
        return text.replace('"', '\'').replace('“', '"').replace('”', '"').replace('’', '\'');
    }

    /** A word left out, which is what models do who quote from memory. */
    private String paraphrased(String text) {
        String[] words = text.split(" ", -1);
        if (text.isEmpty()) {
            return "…";
        }
        if (words.length < 3) {
            return text.substring(0, text.offsetByCodePoints(text.length(), -1)) + "…";
        }
        int out = 1 + random.nextInt(words.length - 2);
        StringBuilder kept = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            kept.append(i == out ? "" : " " + words[i]);
        }
        return kept.toString();
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
