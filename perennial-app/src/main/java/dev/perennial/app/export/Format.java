package dev.perennial.app.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a session can be exported as; the name of each is also the end of its files' names. */
public enum Format {
    /** All events, for programs. */
    JSONL,
    /** What was said and done, as Markdown. */
    MD,
    /** The same as a page in one file. */
    HTML;

    /** Its name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that name. */
    public static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** What a file of that name holds, to judge by its end. */
    public static Optional<Format> ofFile(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : of(name.substring(dot + 1));
    }
}
