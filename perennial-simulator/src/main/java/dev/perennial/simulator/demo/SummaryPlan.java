package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Summarises a file, the files of a kind, or a folder, from what is really in them. */
final class SummaryPlan {

    private static final int MOST_BYTES = 12_000;
    private static final int BYTES_OF_SEVERAL = 2_000;
    private static final int MOST_FILES = 12;
    private static final int MOST_KINDS = 8;
    private static final Pattern SIZES = Pattern.compile("\\s*(\\d+)\\s+(\\d+)\\s+(\\d+) (.+)");

    /** A file as far as it was read, with its true size. */
    record Part(String name, long lines, long words, long bytes, String content) {
        Part with(Outcome read) {
            String text = read.text().equals("(no output)") ? "" : read.text();
            return new Part(name, lines, words, bytes, text);
        }
    }

    private final Summary summary;
    private final Workplace workplace;
    private final Function<Finding, Step> then;

    private SummaryPlan(Summary summary, Workplace workplace, Function<Finding, Step> then) {
        this.summary = summary;
        this.workplace = workplace;
        this.then = then;
    }

    static Step plan(Summary summary, Workplace workplace, Function<Finding, Step> then) {
        SummaryPlan plan = new SummaryPlan(summary, workplace, then);
        return summary.place().file() ? plan.ofFile() : plan.ofFolder();
    }

    private Step ofFile() {
        String path = Shell.path(summary.place().path());
        return new Step.Ask(
                "I read `" + summary.place().path() + "` and say what is in there.",
                List.of(
                        workplace.tools().shell("wc " + path),
                        workplace.tools().shell("head -c " + MOST_BYTES + " " + path)),
                outcomes -> then.apply(parts(outcomes.getFirst()).stream()
                        .findFirst()
                        .map(part -> part.with(outcomes.getLast()))
                        .map(part -> text(Summariser.describe(part.name(), part, MOST_BYTES, summary.length())))
                        .orElseGet(() ->
                                Finding.failed("Reading `" + summary.place().path() + "` did not work: "
                                        + outcomes.getFirst().text().strip()))));
    }

    private Step ofFolder() {
        return Step.ask(
                "I look which " + summary.filter().file(2) + " there are"
                        + summary.place().in() + " and how long they are.",
                workplace.tools().shell(Find.files(summary.place(), summary.filter(), "", "-exec wc {} +")),
                outcome -> {
                    List<Part> all = parts(outcome);
                    return all.isEmpty() ? then.apply(nothing(outcome)) : read(all);
                });
    }

    private Finding nothing(Outcome outcome) {
        return outcome.failed()
                ? Finding.failed(
                        "Looking around did not work: " + outcome.text().strip())
                : Finding.failed("There are no " + summary.filter().file(2)
                        + summary.place().in() + ", so there is nothing to summarise.");
    }

    private Step read(List<Part> all) {
        List<Part> chosen = chosen(all);
        List<Call> calls = chosen.stream()
                .map(part -> workplace
                        .tools()
                        .shell("head -c " + BYTES_OF_SEVERAL + " "
                                + Shell.path(
                                        (summary.place().here() ? "" : Find.start(summary.place())) + part.name())))
                .toList();
        String which = chosen.size() == all.size() ? "all of them" : "those that tell most";
        return new Step.Ask(
                "There " + (all.size() == 1 ? "is 1 file" : "are " + all.size() + " files")
                        + ". I read the beginning of " + which + ".",
                calls,
                outcomes -> then.apply(told(
                        all,
                        IntStream.range(0, chosen.size())
                                .mapToObj(at -> chosen.get(at).with(outcomes.get(at)))
                                .toList())));
    }

    /** All if they are few; else readable names near the top first. */
    private static List<Part> chosen(List<Part> all) {
        Comparator<Part> telling = Comparator.<Part>comparingInt(part -> readme(part) ? 0 : 1)
                .thenComparingLong(
                        part -> part.name().chars().filter(c -> c == '/').count())
                .thenComparing(Part::name);
        return all.size() <= MOST_FILES
                ? all
                : all.stream().sorted(telling).limit(MOST_FILES).toList();
    }

    private static boolean readme(Part part) {
        return part.name().toLowerCase(Locale.ROOT).startsWith("readme");
    }

    private Finding told(List<Part> all, List<Part> read) {
        StringBuilder text = new StringBuilder(head(all, read.size()));
        read.stream()
                .filter(part -> readme(part) && read.size() > 1)
                .forEach(part -> text.append("\n\n")
                        .append(Summariser.describe(part.name(), part, BYTES_OF_SEVERAL, summary.length())));
        List<Part> others =
                read.stream().filter(part -> !readme(part) || read.size() == 1).toList();
        text.append(others.isEmpty() ? "" : "\n");
        others.forEach(part -> text.append("\n- ").append(Summariser.line(part)));
        return text(text.toString());
    }

    private String head(List<Part> all, int read) {
        String where =
                summary.place().here() ? "This folder" : "`" + summary.place().path() + "`";
        long lines = all.stream().mapToLong(Part::lines).sum();
        String cut = read < all.size() ? " These " + read + " are summarised here." : "";
        return where + " has " + all.size() + " " + summary.filter().file(all.size()) + " with "
                + Intent.Metric.LINES.of(lines) + " (subfolders included)" + kinds(all) + "." + cut;
    }

    private static String kinds(List<Part> all) {
        Map<String, Integer> kinds = new TreeMap<>();
        all.forEach(part -> kinds.merge(kind(part.name()), 1, Integer::sum));
        String said = kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_KINDS)
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", "));
        return kinds.size() < 2 ? "" : ": " + said + (kinds.size() > MOST_KINDS ? " and others" : "");
    }

    private static String kind(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.lastIndexOf('.') > 0 ? name.substring(name.lastIndexOf('.')) : name;
    }

    private static Finding text(String text) {
        return Finding.of(new Document.TextDocument(text), "", text);
    }

    private List<Part> parts(Outcome wc) {
        List<Part> parts = new ArrayList<>();
        for (String line : Find.lines(wc)) {
            Matcher sizes = SIZES.matcher(line);
            boolean file = sizes.matches()
                    && (summary.place().file() || sizes.group(4).startsWith(Find.start(summary.place())));
            if (file) {
                String name = summary.place().file()
                        ? summary.place().path()
                        : Find.relative(summary.place(), sizes.group(4));
                parts.add(new Part(name, number(sizes, 1), number(sizes, 2), number(sizes, 3), ""));
            }
        }
        parts.sort(Comparator.comparing(Part::name));
        return parts;
    }

    private static long number(Matcher sizes, int group) {
        return Long.parseLong(sizes.group(group));
    }
}
