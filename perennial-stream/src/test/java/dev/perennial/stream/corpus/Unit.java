package dev.perennial.stream.corpus;

import java.util.List;
import java.util.random.RandomGenerator;

/** What is said twice: a part of a text that ends at a place from which it could well be said again. */
enum Unit {
    CHARACTERS {
        @Override
        int end(String text, int from) {
            return from;
        }

        @Override
        int start(String text, int end, RandomGenerator random) {
            return Math.max(0, end - 1 - random.nextInt(80));
        }
    },
    WORD {
        @Override
        int end(String text, int from) {
            return after(text, " ", from);
        }

        @Override
        int start(String text, int end, RandomGenerator random) {
            return behindLast(text, " ", end - 2);
        }
    },
    WORDS {
        @Override
        int end(String text, int from) {
            return after(text, " ", from);
        }

        @Override
        int start(String text, int end, RandomGenerator random) {
            int start = end;
            for (int words = 2 + random.nextInt(8); words > 0 && start > 0; words--) {
                start = behindLast(text, " ", start - 2);
            }
            return start;
        }
    },
    LINE {
        @Override
        int end(String text, int from) {
            return after(text, "\n", from);
        }

        @Override
        int start(String text, int end, RandomGenerator random) {
            return behindLast(text, "\n", end - 2);
        }
    },
    /** As many lines as make 32 characters. */
    LONG_LINE {
        @Override
        int end(String text, int from) {
            return after(text, "\n", from);
        }

        @Override
        int start(String text, int end, RandomGenerator random) {
            int start = behindLast(text, "\n", end - 2);
            while (start > 0 && end - start < 33) {
                start = behindLast(text, "\n", start - 2);
            }
            return start;
        }
    },
    SENTENCE {
        @Override
        int end(String text, int from) {
            return after(text, ". ", from);
        }

        @Override
        int start(String text, int end, RandomGenerator random) {
            return behindLast(text, ". ", end - 3);
        }
    },
    PARAGRAPH {
        @Override
        int end(String text, int from) {
            return after(text, "\n\n", from);
        }

        @Override
        int start(String text, int end, RandomGenerator random) {
            return behindLast(text, "\n\n", end - 3);
        }
    };

    private static final List<Unit> ALL = List.of(values());

    static Unit any(RandomGenerator random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /** Where the unit ends that goes on at a place. */
    abstract int end(String text, int from);

    /** Where the unit begins that ends at a place. */
    abstract int start(String text, int end, RandomGenerator random);

    private static int after(String text, String mark, int from) {
        int at = text.indexOf(mark, Math.max(0, from - mark.length()));
        return at < 0 ? text.length() : at + mark.length();
    }

    private static int behindLast(String text, String mark, int from) {
        int at = from < 0 ? -1 : text.lastIndexOf(mark, from);
        return at < 0 ? 0 : at + mark.length();
    }
}
