package dev.perennial.simulator.demo;

import dev.perennial.simulator.demo.Intent.Count;
import dev.perennial.simulator.demo.Intent.Grouping;
import dev.perennial.simulator.demo.Intent.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds up what {@link CountCommand} printed. Anything that does not read as expected (a message, a cut output, a name with
 * a newline) makes the whole unreadable: then {@link CountScript} has to count.
 */
final class Tally {

    private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,18})\\b");
    private static final Pattern NUMBER_FIRST = Pattern.compile("\\s*(\\d+) (.+)");
    private static final Pattern NUMBER_LAST = Pattern.compile("(.+):(\\d+)");
    private static final String SKIPPED = "skipped ";

    private record Line(String path, long amount) {}

    private final Count count;
    private final String root;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private long totals;
    private int totalLines;
    private boolean odd;

    private Tally(Count count) {
        this.count = count;
        this.root = Find.start(count.place());
    }

    /** Files, or folders where these are counted; no modules are needed then. */
    static Optional<CountResult> of(Count count, Outcome outcome, Set<String> modules, boolean folders) {
        Tally tally = new Tally(count);
        outcome.text().lines().forEach(tally::read);
        return tally.complete() ? Optional.of(tally.result(modules, folders)) : Optional.empty();
    }

    /** The number that {@code wc} or {@code grep -c} says about one file. */
    static Optional<Long> ofFile(Outcome outcome) {
        Matcher number = NUMBER.matcher(outcome.text());
        return number.lookingAt() ? Optional.of(Long.parseLong(number.group(1))) : Optional.empty();
    }

    /** The paths that {@code find} or {@code ls} printed, without the place. */
    static List<String> paths(Place place, Outcome outcome) {
        String root = Find.start(place);
        return outcome.text()
                .lines()
                .filter(line -> !outcome.failed() && (place.here() || line.startsWith(root)))
                .map(line -> Tokens.trimmedPath(Find.relative(place, line)))
                .toList();
    }

    private void read(String line) {
        Matcher number = NUMBER_FIRST.matcher(line);
        Matcher last = NUMBER_LAST.matcher(line);
        if (line.startsWith(SKIPPED + root)) {
            skipped.add(line.substring(line.lastIndexOf('/') + 1));
        } else if (count.ofFiles() && (line.startsWith(root) || line.equals("."))) {
            add(line, 1);
        } else if (count.metric() == Metric.FILLED_LINES && last.matches() && line.startsWith(root)) {
            add(last.group(1), Long.parseLong(last.group(2)));
        } else if (number.matches() && number.group(2).startsWith(root)) {
            add(number.group(2), Long.parseLong(number.group(1)));
        } else if (number.matches() && number.group(2).equals("total")) {
            totals += Long.parseLong(number.group(1));
            totalLines++;
        } else {
            odd |= !line.isBlank() && !line.equals("(no output)") && !line.startsWith("/dev/null:");
        }
    }

    private void add(String path, long amount) {
        String relative = path.equals(".") ? "" : Find.relative(count.place(), path);
        if (!relative.isEmpty()) {
            lines.add(new Line(relative, amount));
        }
    }

    private boolean complete() {
        boolean summed = !count.ofFiles() && count.metric() != Metric.FILLED_LINES;
        boolean agrees = totalLines == 0 ? lines.size() <= 1 : totals == sum();
        return !odd && (!summed || agrees);
    }

    private long sum() {
        return lines.stream().mapToLong(Line::amount).sum();
    }

    private CountResult result(Set<String> modules, boolean folders) {
        Map<String, CountResult.Row> rows = new TreeMap<>();
        if (count.by() == Grouping.MODULE) {
            modules.forEach(module -> rows.put(module, new CountResult.Row(module, 0, 0)));
        }
        for (Line line : lines) {
            CountResult.Row row = new CountResult.Row(key(line.path(), modules), line.amount(), 1);
            rows.merge(row.name(), row, CountResult.Row::plus);
        }
        return new CountResult(
                CountResult.State.FOLDER,
                lines.size(),
                sum(),
                rows.size(),
                folders,
                List.copyOf(rows.values()),
                skipped.stream().distinct().sorted().toList(),
                List.of());
    }

    private String key(String path, Set<String> modules) {
        int slash = path.lastIndexOf('/');
        return switch (count.by()) {
            case TOTAL -> "all";
            case FILE -> path;
            case FOLDER, PACKAGE -> slash < 0 ? "(root)" : path.substring(0, slash);
            case TOP_FOLDER -> slash < 0 ? "(root)" : path.substring(0, path.indexOf('/'));
            case EXTENSION -> extension(path.substring(slash + 1));
            case MODULE -> module(path, modules);
        };
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 || dot == name.length() - 1 ? "(none)" : name.substring(dot);
    }

    /** The deepest module around the file. */
    private static String module(String path, Set<String> modules) {
        String folder = path;
        while (folder.contains("/")) {
            folder = folder.substring(0, folder.lastIndexOf('/'));
            if (modules.contains(folder)) {
                return folder;
            }
        }
        return "(root)";
    }

    /** The folders that hold a build file, other than the place itself. */
    static Set<String> modules(Place place, Outcome outcome) {
        Set<String> modules = new HashSet<>();
        paths(place, outcome).stream()
                .filter(path -> path.contains("/"))
                .forEach(path -> modules.add(path.substring(0, path.lastIndexOf('/'))));
        return modules;
    }
}
