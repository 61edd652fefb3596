package dev.perennial.agent.permission;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The simple commands of a shell command, wherever they stand in it: after {@code &&} or a pipe, in a loop, in a subshell, in
 * a substitution. It is read for what it may run, not to run it; what is unusual ends up as commands of its own.
 *
 * @param parts the simple commands in order
 */
record ShellScript(List<Part> parts) {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);

    /**
     * A simple command.
     *
     * @param words it and its arguments, without quotes
     * @param targets the files that it is redirected to or from
     * @param inputs the texts that it is given as standard input
     * @param plain whether it is nothing but its words: no redirection, no substitution
     */
    record Part(List<String> words, List<String> targets, List<String> inputs, boolean plain) {

        Part {
            words = List.copyOf(words);
            targets = List.copyOf(targets);
            inputs = List.copyOf(inputs);
        }

        /** The same with another text as standard input; the last one counts. */
        Part reading(String input) {
            return new Part(words, targets, List.of(input), plain);
        }

        /** The same words with others in their place, without what they are redirected to. */
        Part running(List<String> inner) {
            return new Part(inner, List.of(), inputs, plain);
        }

        /** As patterns are compared with it: words with blanks in quotes. */
        String text() {
            return words.stream().map(Part::quoted).collect(Collectors.joining(" "));
        }

        private static String quoted(String word) {
            boolean blanks = word.isEmpty() || word.chars().anyMatch(Character::isWhitespace);
            return blanks ? "'" + word + "'" : word;
        }
    }

    ShellScript {
        parts = List.copyOf(parts);
    }

    /** Whether a word sets a variable where it stands before a command, as {@code A=1} does. */
    static boolean isAssignment(String word) {
        return ASSIGNMENT.matcher(word).matches();
    }

    /** Reads a command; empty if a quote, a substitution or the like has no end, or braces make too much of it. */
    static Optional<ShellScript> parse(String command) {
        return new ShellReader(command).read();
    }
}
