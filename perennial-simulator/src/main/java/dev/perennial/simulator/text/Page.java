package dev.perennial.simulator.text;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One page of pseudo-text: always the same length, so that the page of any position is known; ends a paragraph. */
final class Page {

    static final int LENGTH = 2_048;

    private static final String END = ".\n\n";
    private static final int LONGEST_WORD_WITH_SPACE = 16;
    private static final int LONGEST_FILLER = 40;
    private static final int PARAGRAPH_SENTENCES = 6;
    private static final String CONSONANTS = "bcdfghklmnprstvw";
    private static final String VOWELS = "aeiou";
    private static final List<String> COMMON = List.of(
            "the",
            "of",
            "and",
            "a",
            "to",
            "in",
            "it",
            "was",
            "that",
            "on",
            "for",
            "with",
            "as",
            "at",
            "by",
            "from",
            "river",
            "water",
            "stone",
            "light",
            "morning",
            "valley",
            "keeper",
            "garden",
            "season",
            "letter",
            "window",
            "mountain",
            "quiet",
            "always",
            "between",
            "carried",
            "remembered",
            "slowly",
            "toward",
            "without");
    private static final List<String> RARE =
            List.of("naïve", "über", "façade", "Ærø", "水", "河流", "春の雨", "река", "☂", "🌊", "🌱", "—", "“spring”");

    private final Random random;
    private final StringBuilder text = new StringBuilder(LENGTH);
    private boolean startsSentence = true;
    private int wordsInSentence;
    private int sentences;

    private Page(long seed) {
        this.random = new Random(seed);
    }

    static String text(long seed) {
        return new Page(seed).fill();
    }

    private String fill() {
        while (left() > LONGEST_FILLER) {
            add(word());
        }
        add(exactly(left() - (startsSentence ? 0 : 1)));
        return text.append(END).toString();
    }

    private int left() {
        return LENGTH - END.length() - text.length();
    }

    private void add(String word) {
        if (!startsSentence) {
            text.append(' ');
        }
        text.append(startsSentence ? capitalised(word) : word);
        startsSentence = false;
        wordsInSentence++;
        if (left() > LONGEST_FILLER && wordsInSentence > 4 && random.nextInt(9) == 0) {
            endSentence();
        }
    }

    private void endSentence() {
        text.append(random.nextInt(8) == 0 ? '?' : '.');
        sentences++;
        boolean paragraph = sentences % PARAGRAPH_SENTENCES == 0;
        text.append(paragraph ? "\n\n" : " ");
        startsSentence = true;
        wordsInSentence = 0;
    }

    private String word() {
        int kind = random.nextInt(100);
        if (kind < 60) {
            return COMMON.get(random.nextInt(COMMON.size()));
        }
        if (kind < 63) {
            return RARE.get(random.nextInt(RARE.size()));
        }
        if (kind < 65) {
            return Integer.toString(1 + random.nextInt(9_999));
        }
        String word = exactly(3 + random.nextInt(LONGEST_WORD_WITH_SPACE - 8));
        return kind < 70 ? word + "," : word;
    }

    /** A pronounceable run of words of exactly this length. */
    private String exactly(int length) {
        StringBuilder word = new StringBuilder(length);
        while (word.length() < length) {
            boolean gap = word.length() % LONGEST_WORD_WITH_SPACE == LONGEST_WORD_WITH_SPACE / 2
                    && word.length() + 2 < length;
            String letters = word.length() % 2 == 0 ? CONSONANTS : VOWELS;
            word.append(gap ? ' ' : letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
