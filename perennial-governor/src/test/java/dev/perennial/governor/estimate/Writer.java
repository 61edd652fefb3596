package dev.perennial.governor.estimate;

import java.util.SplittableRandom;

/** Writes text of the kinds that agents send: prose, code, JSON, tables of numbers, Chinese. */
final class Writer {

    private static final String[] SYLLABLES = {
        "the", "ing", "re", "con", "er", "a", "ta", "ble", "se", "sion", "of", "in", "pro", "vi", "de", "ly", "al", "mo"
    };

    private final SplittableRandom random;

    Writer(SplittableRandom random) {
        this.random = random;
    }

    /** Some text of about so many characters. */
    String text(int characters) {
        int kind = random.nextInt(10);
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            if (kind < 4) {
                text.append(word()).append(random.nextInt(12) == 0 ? ". " : " ");
            } else if (kind < 7) {
                text.append("    ".repeat(random.nextInt(3)))
                        .append(word())
                        .append(".")
                        .append(word())
                        .append("(")
                        .append(word())
                        .append(");\n");
            } else if (kind < 8) {
                text.append("{\"")
                        .append(word())
                        .append("\": ")
                        .append(random.nextInt(100_000))
                        .append("}, ");
            } else if (kind < 9) {
                text.append(random.nextInt(1_000_000))
                        .append("\t")
                        .append(random.nextDouble())
                        .append("\n");
            } else {
                text.append((char) (0x4E00 + random.nextInt(5_000)));
            }
        }
        return text.toString();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }
}
