package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Search;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Searches files for a text. */
final class SearchPlan {

    private static final int MOST_LINES = 60;
    private static final int MOST_FILES = 200;
    private static final int LONGEST_LINE = 240;
    private static final Pattern COUNTED = Pattern.compile("(.+):(\\d{1,15})");

    private SearchPlan() {}

    static Step plan(Search search, Workplace workplace, Function<Finding, Step> then) {
        String thought = "I search"
                + (search.filter().all() ? "" : " the " + search.filter().file(2))
                + search.place().in() + " for \"" + search.needle() + "\", literally"
                + (caseless(search) ? " and without regard to case." : ".");
        List<Call> calls =
                commands(search).stream().map(workplace.tools()::shell).toList();
        return new Step.Ask(
                thought,
                calls,
                outcomes -> then.apply(search.place().file() ? inFile(search, outcomes) : inFolder(search, outcomes)));
    }

    /** How often in which file, how often altogether, and the lines. */
    private static List<String> commands(Search search) {
        String lines = " | head -n " + MOST_LINES;
        return search.place().file()
                ? List.of(
                        grep(search, "c", Shell.path(search.place().path())),
                        grep(search, "o", Shell.path(search.place().path())) + " | wc -l",
                        grep(search, "n", Shell.path(search.place().path())) + lines)
                : List.of(
                        below(search, "c") + " | grep -v ':0$' | head -n " + MOST_FILES,
                        below(search, "oh") + " | wc -l",
                        below(search, "n") + lines);
    }

    private static String below(Search search, String option) {
        String grep = grep(search, option, option.equals("oh") ? "{} +" : "/dev/null {} +");
        return Find.files(search.place(), search.filter(), "", "-exec " + grep);
    }

    private static String grep(Search search, String option, String where) {
        return "grep -" + option + (caseless(search) ? "i" : "") + "IF -e " + Shell.quote(search.needle()) + " "
                + where;
    }

    /** As in many editors: capitals in what is looked for mean that case matters. */
    private static boolean caseless(Search search) {
        return search.needle().equals(search.needle().toLowerCase(java.util.Locale.ROOT));
    }

    private static Finding inFile(Search search, List<Outcome> outcomes) {
        Optional<Long> count = Tally.ofFile(outcomes.getFirst());
        if (count.isEmpty()) {
            return Finding.failed(
                    "Searching did not work: " + outcomes.getFirst().text().strip());
        }
        String sentence = count.get() == 0
                ? "`" + search.place().path() + "` does not mention \"" + search.needle() + "\"."
                : "`" + search.place().path() + "` mentions \"" + search.needle() + "\" in "
                        + Intent.Metric.LINES.of(count.get()) + often(outcomes.get(1), count.get()) + ".";
        String hits = count.get() == 0 ? "" : String.join("\n", shortened(outcomes.getLast()));
        return Finding.of(
                new Document.TextDocument(hits),
                sentence,
                hits.isEmpty() ? sentence : sentence + "\n\n```\n" + hits + "\n```");
    }

    /** How often, where some line has it more than once. */
    private static String often(Outcome outcome, long lines) {
        return Tally.ofFile(outcome)
                .filter(times -> times > lines)
                .map(times -> " (" + times + " times altogether)")
                .orElse("");
    }

    private static List<String> shortened(Outcome outcome) {
        return Find.lines(outcome).stream()
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                .toList();
    }

    private static Finding inFolder(Search search, List<Outcome> outcomes) {
        List<List<Object>> rows = new ArrayList<>();
        long total = 0;
        for (String line : Find.lines(outcomes.getFirst())) {
            Matcher fields = COUNTED.matcher(line);
            if (fields.matches() && line.startsWith(Find.start(search.place()))) {
                long lines = Long.parseLong(fields.group(2));
                total += lines;
                rows.add(List.of(Find.relative(search.place(), fields.group(1)), lines));
            }
        }
        rows.sort(Comparator.comparing(row -> row.getFirst().toString()));
        String files = search.filter().file(rows.size());
        if (rows.isEmpty()) {
            String none =
                    "No " + search.filter().file(1) + search.place().in() + " mentions \"" + search.needle() + "\".";
            return Finding.of(new Document.TextDocument(none), none, none);
        }
        String sentence =
                rows.size() + " " + files + search.place().in() + (rows.size() == 1 ? " mentions" : " mention") + " \""
                        + search.needle() + "\", in " + Intent.Metric.LINES.of(total) + " altogether"
                        + often(outcomes.get(1), total)
                        + (rows.size() == MOST_FILES ? " (and maybe more: I stopped there)" : "") + ".";
        Table table = new Table(
                "Files that mention " + search.needle(),
                List.of("File", "Lines"),
                rows,
                List.of("Total", total),
                List.of());
        return Finding.of(
                new Document.TableDocument(table),
                sentence,
                sentence + "\n\n" + body(search, table, outcomes.getLast()));
    }

    private static String body(Search search, Table table, Outcome lines) {
        String hits = shortened(lines).stream()
                .map(line -> Find.relative(search.place(), line))
                .sorted()
                .collect(Collectors.joining("\n"));
        return search.namesOnly() || hits.isEmpty()
                ? TableWriter.markdown(table).strip()
                : "```\n" + hits + "\n```";
    }
}
