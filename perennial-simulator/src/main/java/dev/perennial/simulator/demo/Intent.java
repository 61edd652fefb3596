package dev.perennial.simulator.demo;

import java.util.List;

/** What the user wants done, as far as this brain knows how to. */
sealed interface Intent {

    /** What is counted of each file. */
    enum Metric {
        LINES("line", "lines", "-l"),
        FILLED_LINES("non-blank line", "non-blank lines", ""),
        WORDS("word", "words", "-w"),
        CHARACTERS("character", "characters", "-m"),
        BYTES("byte", "bytes", "-c"),
        FILES("file", "files", ""),
        FOLDERS("folder", "folders", "");

        final String one;
        final String many;
        final String option;

        Metric(String one, String many, String option) {
            this.one = one;
            this.many = many;
            this.option = option;
        }

        String of(long count) {
            return count + " " + (count == 1 ? one : many);
        }
    }

    /** Into which rows a count is split. */
    enum Grouping {
        TOTAL("Total"),
        MODULE("Module"),
        TOP_FOLDER("Folder"),
        FOLDER("Folder"),
        PACKAGE("Package"),
        EXTENSION("Extension"),
        FILE("File");

        final String title;

        Grouping(String title) {
            this.title = title;
        }
    }

    enum Order {
        NAME,
        MOST_FIRST,
        LEAST_FIRST
    }

    enum Form {
        STORY,
        POEM,
        HAIKU,
        ESSAY,
        LETTER
    }

    enum Talk {
        GREETING,
        IDENTITY,
        THANKS,
        HELP
    }

    /** {@code top} rows are wanted, 0 for all. */
    record Count(Metric metric, FileFilter filter, Place place, Grouping by, Order order, int top) implements Intent {
        Count at(Place newPlace) {
            return new Count(metric, filter, newPlace, by, order, top);
        }

        boolean ofFiles() {
            return metric == Metric.FILES || metric == Metric.FOLDERS;
        }
    }

    /** The same count in several places. */
    record Compare(List<Count> counts) implements Intent {
        public Compare {
            counts = List.copyOf(counts);
        }
    }

    record Listing(FileFilter filter, Place place, boolean tree) implements Intent {
        Listing at(Place newPlace) {
            return new Listing(filter, newPlace, tree);
        }
    }

    /** Shows lines {@code from} to {@code to} of a file; a negative {@code from} counts from the end, 0 is all. */
    record Show(Place place, int from, int to) implements Intent {
        Show at(Place newPlace) {
            return new Show(newPlace, from, to);
        }
    }

    record Summary(FileFilter filter, Place place, Length length) implements Intent {
        Summary at(Place newPlace) {
            return new Summary(filter, newPlace, length);
        }
    }

    /** How long a summary is wanted: so many sentences, 0 if nothing is said about it, as bullets or in a row. */
    record Length(int sentences, boolean bullets) {
        static final Length UNSAID = new Length(0, false);
    }

    record Search(String needle, FileFilter filter, Place place, boolean namesOnly) implements Intent {
        Search at(Place newPlace) {
            return new Search(needle, filter, newPlace, namesOnly);
        }
    }

    /** What can be done with a text that the user brings along. */
    enum Treatment {
        SUMMARY,
        LIST,
        CHECKLIST,
        SORTED,
        LINES,
        WORDS,
        CHARACTERS
    }

    record OfText(Treatment treatment, String text, Length length) implements Intent {}

    record WriteFile(Content content) implements Intent {}

    record Append(String path, String text, boolean first) implements Intent {}

    record Replace(String path, String before, String after) implements Intent {}

    record Run(String command) implements Intent {}

    record RunTests() implements Intent {}

    record Compose(Form form, String subject, int words) implements Intent {
        /** The same for equal wishes on every machine, other than a hash of an enum. */
        int hashCodeOfWords() {
            return (form.name() + subject + words).hashCode();
        }
    }

    record Arithmetic(String expression, String value) implements Intent {}

    record Clock() implements Intent {}

    record SmallTalk(Talk kind) implements Intent {}

    /** Who the user said to be; empty if nothing was said of it. */
    record NameAsked(String name) implements Intent {}

    /** Several wishes in one request, to be done one after the other. */
    record Several(List<Task> tasks) implements Intent {
        public Several {
            tasks = List.copyOf(tasks);
        }
    }

    /** Puts what was answered last into the destination. */
    record KeepAnswer(String answer) implements Intent {}

    /** Nothing this brain can do; {@code why} is a sentence for the user, empty if there is nothing to say. */
    record Unknown(String why) implements Intent {}
}
