package dev.perennial.simulator.demo;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which files are meant, for people ("Java") and for {@code find} (name globs, none for all files).
 *
 * @param conditions what else must be true of them
 */
record FileFilter(String label, List<String> globs, List<Condition> conditions) {

    /**
     * Something other than its name that a file must be.
     *
     * @param before how it is said before the noun ("empty"), or empty
     * @param after how it is said after the noun ("larger than 1 kB"), or empty
     * @param test the test of {@code find}
     */
    record Condition(String before, String after, String test) {}

    /** Not a test but an option, which has to come first. */
    static final String SHALLOW = "-maxdepth 1";

    static final FileFilter ALL = new FileFilter("", List.of());

    FileFilter {
        globs = List.copyOf(globs);
        conditions = List.copyOf(conditions);
    }

    FileFilter(String label, List<String> globs) {
        this(label, globs, List.of());
    }

    FileFilter with(List<Condition> more) {
        return more.isEmpty() ? this : new FileFilter(label, globs, more);
    }

    boolean all() {
        return globs.isEmpty() && conditions.isEmpty();
    }

    /** How many kinds of files the user named: two in "Java and Python". */
    int kinds() {
        return label.split(" and ", -1).length;
    }

    /** "Java file", or "file" if all are meant. */
    String file(long count) {
        String noun = count == 1 ? "file" : "files";
        return phrase(Condition::before, "", " ")
                + (globs.isEmpty() ? noun : label + " " + noun)
                + phrase(Condition::after, " ", "");
    }

    /** " of Java", or nothing if all files are meant. */
    String of() {
        if (globs.isEmpty() || !conditions.isEmpty()) {
            return all() ? "" : " in " + file(2);
        }
        return label.startsWith(".") || label.contains("*") ? " in " + label + " files" : " of " + label;
    }

    /** The test of {@code find} for these files, with a blank at its end if there is one. */
    String test() {
        return Shell.names(globs)
                + conditions.stream()
                        .filter(condition -> !condition.test().equals(SHALLOW))
                        .map(condition -> condition.test() + " ")
                        .collect(Collectors.joining());
    }

    boolean shallow() {
        return conditions.stream().anyMatch(condition -> condition.test().equals(SHALLOW));
    }

    private String phrase(Function<Condition, String> part, String before, String after) {
        return conditions.stream()
                .map(part)
                .filter(text -> !text.isEmpty())
                .map(text -> before + text + after)
                .collect(Collectors.joining());
    }
}
