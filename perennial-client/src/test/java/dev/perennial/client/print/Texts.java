package dev.perennial.client.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts made of what must not be cut, and a judge of cuts that shares nothing with the code that makes them. */
final class Texts {

    private static final List<String> PARTS = List.of(
            "a",
            "word ",
            "The end. ",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "é",
            "e\u0301",
            "o\u0302\u0323\u0308",
            "ñ",
            "漢字",
            "。",
            "한국",
            "\u1112\u1161\u11AB",
            "क्षि",
            "👩‍👩‍👧‍👦",
            "👍🏽",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "🇩🇪",
            "🇫🇷🇯🇵",
            "1️⃣",
            "❤️‍🔥",
            "\u200d",
            "\u001b[1m",
            "\u001b[38;5;208m",
            "\u001b[0m",
            "\u001b[2K",
            "\u001b]8;;https://example.com/ü\u001b\\",
            "\u001b]0;title\u0007",
            "\u001bP1$r0m\u001b\\",
            "\u001b(B",
            "\u001b7",
            "\u009b31m");

    /** A character that a reader sees, or a sequence for the terminal. */
    private static final Pattern UNIT = Pattern.compile("\\e\\[[0-?]*[ -/]*[@-~]"
            + "|\\u009b[0-?]*[ -/]*[@-~]"
            + "|\\e[\\]PX^_][^\\x07\\x1b]*(\\x07|\\e\\\\)"
            + "|\\e[ -/]*[0-~]"
            + "|\\X");

    private Texts() {}

    static String random(Random random, int parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    /** The text in pieces of any size, cut anywhere, also within surrogate pairs. */
    static List<String> split(Random random, String text) {
        List<String> pieces = new ArrayList<>();
        int longest = 1 + random.nextInt(random.nextBoolean() ? 3 : 30);
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(longest));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    /** The places at which the text can be cut. */
    static List<Integer> boundaries(String text) {
        List<Integer> ends = new ArrayList<>(List.of(0));
        Matcher unit = UNIT.matcher(text);
        int at = 0;
        while (at < text.length()) {
            unit.region(at, text.length()).lookingAt();
            at = unit.end();
            ends.add(at);
        }
        return ends;
    }
}
