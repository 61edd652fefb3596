package dev.perennial.stream.seam;

import java.util.Locale;

/** Why it is not known where a continuation goes on. */
public enum Doubt {
    /** It did not use the tags, and nothing else tells its place. */
    NO_TAGS,
    /** What it repeated between the tags is not the anchor. */
    OTHER_ECHO,
    /** It begins with what the text ends with: said again, or a text that repeats itself. */
    POSSIBLE_REPEAT,
    /** White space or a fence behind the tags may belong to the tags or to the text. */
    FORMATTING,
    /** It did not say what had to come first. */
    OTHER_WORDS,
    /** It said something, and then that nothing is missing. */
    REMARK,
    /** It said nothing at all. */
    NOTHING,
    /** It was held back long enough. */
    TOO_SLOW;

    /** A name for programs, in snake case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
