package dev.perennial.simulator.demo;

import java.util.List;

/** What a new file shall hold. */
sealed interface Content {

    /** The text itself, as the user gave it. */
    record Given(String text) implements Content {}

    /** A text of the brain's own. */
    record Composed(Intent.Compose wish) implements Content {}

    /** A list of the usual kind: "shopping list", "to-do list"; 0 items for the usual number. */
    record Checklist(String kind, int items) implements Content {}

    /** A program that prints a line, in the language of the file's extension or the one named. */
    record Program(String language, String output) implements Content {}

    /** Headings to be filled in by somebody. */
    record Headings(List<String> names) implements Content {
        public Headings {
            names = List.copyOf(names);
        }
    }

    /** A program that prints the whole numbers of a range. */
    record CountingProgram(String extension, int from, int to) implements Content {}

    /** The whole numbers of a range, one a line. */
    record Numbers(int from, int to) implements Content {}
}
