package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Show;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Shows a file or some of its lines. */
final class ShowPlan {

    private static final int MOST_LINES = 400;

    private ShowPlan() {}

    static Step plan(Show show, Workplace workplace, Function<Finding, Step> then) {
        if (!show.place().file()) {
            return ListPlan.plan(new Intent.Listing(FileFilter.ALL, show.place(), false), workplace, then);
        }
        String path = Shell.path(show.place().path());
        List<Call> calls = List.of(
                workplace.tools().shell("wc -l " + path), workplace.tools().shell(reader(show) + " " + path));
        String thought =
                "The user wants to see " + range(show) + " `" + show.place().path() + "`. I read it.";
        return new Step.Ask(thought, calls, outcomes -> then.apply(shown(show, outcomes)));
    }

    private static String reader(Show show) {
        if (show.from() < 0) {
            return "tail -n " + -show.from();
        }
        return show.from() > 1
                ? "sed -n '" + show.from() + "," + show.to() + "p'"
                : "head -n " + (show.from() == 0 ? MOST_LINES : show.to());
    }

    private static Finding shown(Show show, List<Outcome> outcomes) {
        Optional<Long> count = Tally.ofFile(outcomes.getFirst());
        String text = outcomes.getLast().text();
        String name = "`" + show.place().path() + "`";
        if (count.isEmpty() || outcomes.getLast().failed()) {
            return Finding.failed("Reading " + name + " did not work: " + text.strip());
        }
        if (binary(text)) {
            return Finding.failed(name + " is not a text file, so I do not show it.");
        }
        boolean empty = text.equals("(no output)") || text.isEmpty();
        return finding(show, empty ? "" : text.replaceFirst("\n$", ""), count.get());
    }

    /** Text that was decoded from something else is full of replacement characters. */
    static boolean binary(String text) {
        long strange = text.chars()
                .filter(c -> c == 0xFFFD || (c < ' ' && c != '\n' && c != '\t' && c != '\r' && c != 27 && c != '\f'))
                .count();
        return strange * 20 > text.length();
    }

    static Finding finding(Show show, String text, long count) {
        String name = "`" + show.place().path() + "`";
        if (text.isEmpty()) {
            boolean empty = count == 0 && show.from() == 0;
            return Finding.text(
                    empty
                            ? name + " is empty."
                            : name + " has " + Intent.Metric.LINES.of(count) + ", so there is nothing in " + range(show)
                                    + " it.",
                    "");
        }
        String cut = show.from() == 0 && count > MOST_LINES ? "the first " + MOST_LINES + " lines of" : range(show);
        String sentence = capital(cut) + " " + name + " (" + Intent.Metric.LINES.of(count) + "):";
        String fence = text.contains("```") ? "````" : "```";
        return Finding.of(
                new Document.TextDocument(text), sentence, sentence + "\n\n" + fence + "\n" + text + "\n" + fence);
    }

    private static String range(Show show) {
        if (show.from() < 0) {
            return show.from() == -1 ? "the last line of" : "the last " + -show.from() + " lines of";
        }
        if (show.from() == 0) {
            return "the content of";
        }
        if (show.from() == 1) {
            return show.to() == 1 ? "the first line of" : "the first " + show.to() + " lines of";
        }
        return show.from() == show.to()
                ? "line " + show.from() + " of"
                : "lines " + show.from() + " to " + show.to() + " of";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
