package dev.perennial.stream.corpus;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where a text is cut, other than where it repeats itself. */
enum Place {
    MID_WORD(18) {
        @Override
        boolean isAt(String text, int at) {
            return Character.isLetterOrDigit(text.charAt(at - 1)) && Character.isLetterOrDigit(text.charAt(at));
        }
    },
    WORD_END(6) {
        @Override
        boolean isAt(String text, int at) {
            return Character.isLetterOrDigit(text.charAt(at - 1)) && !Character.isLetterOrDigit(text.charAt(at));
        }
    },
    AFTER_SPACE(5) {
        @Override
        boolean isAt(String text, int at) {
            return Character.isWhitespace(text.charAt(at - 1)) && !Character.isWhitespace(text.charAt(at));
        }
    },
    BETWEEN_SPACES(2) {
        @Override
        boolean isAt(String text, int at) {
            return Character.isWhitespace(text.charAt(at - 1)) && Character.isWhitespace(text.charAt(at));
        }
    },
    AFTER_NEWLINE(5) {
        @Override
        boolean isAt(String text, int at) {
            return text.charAt(at - 1) == '\n';
        }
    },
    /** Between code points that are shown as one character. */
    IN_CHARACTER(5) {
        @Override
        boolean isAt(String text, int at) {
            return Clusters.joins(text, at) && !inPair(text, at);
        }
    },
    /** Between the halves of a code point. */
    IN_PAIR(3) {
        @Override
        boolean isAt(String text, int at) {
            return inPair(text, at);
        }
    },
    IN_FENCE(3) {
        @Override
        boolean isAt(String text, int at) {
            return !inPair(text, at) && new CorpusText(TextKind.CODE_FENCES, text, at).insideFence();
        }

        @Override
        boolean canBeIn(String text) {
            return text.contains("```");
        }
    },
    IN_ROW(3) {
        @Override
        boolean isAt(String text, int at) {
            return !inPair(text, at) && new CorpusText(TextKind.TABLE, text, at).insideRow();
        }

        @Override
        boolean canBeIn(String text) {
            return text.contains("\n|");
        }
    },
    FIRST(2) {
        @Override
        boolean isAt(String text, int at) {
            return at <= 2 && !inPair(text, at);
        }
    },
    ANYWHERE(3) {
        @Override
        boolean isAt(String text, int at) {
            return !inPair(text, at);
        }
    },
    END(9) {
        @Override
        boolean isAt(String text, int at) {
            return false;
        }
    };

    /** Each place as often as its weight. */
    private static final List<Place> DRAWN = Stream.of(values())
            .flatMap(p -> IntStream.range(0, p.weight).mapToObj(i -> p))
            .toList();

    private final int weight;

    Place(int weight) {
        this.weight = weight;
    }

    /** Whether the text has this place before one of its characters but the first. */
    abstract boolean isAt(String text, int at);

    /** Whether it is worth looking for. */
    boolean canBeIn(String text) {
        return true;
    }

    static Place any(RandomGenerator random) {
        return DRAWN.get(random.nextInt(DRAWN.size()));
    }

    /** The next such place from somewhere in the text on; somewhere else if there is none; its end if that is asked for. */
    int in(String text, RandomGenerator random) {
        int length = text.length();
        if (this == END || length < 2) {
            return length;
        }
        return find(text, this == FIRST ? 1 : 1 + random.nextInt(length - 1));
    }

    private int find(String text, int from) {
        if (!canBeIn(text)) {
            return whole(text, from);
        }
        int at = next(text, from, text.length());
        at = at < 0 ? next(text, 1, from) : at;
        return at < 0 ? whole(text, from) : at;
    }

    private int next(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (isAt(text, at)) {
                return at;
            }
        }
        return -1;
    }

    private static int whole(String text, int at) {
        return inPair(text, at) ? at + 1 : at;
    }

    static boolean inPair(String text, int at) {
        return at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }
}
