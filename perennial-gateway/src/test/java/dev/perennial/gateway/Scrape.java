package dev.perennial.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code /metrics} says: samples with their labels. */
record Scrape(List<Sample> samples) {

    private static final Pattern LINE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    record Sample(String name, Map<String, String> labels, double value) {

        boolean has(Map<String, String> wanted) {
            return labels.entrySet().containsAll(wanted.entrySet());
        }
    }

    static Scrape of(String text) {
        return new Scrape(text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(m -> new Sample(
                        m.group(1), parsed(Objects.toString(m.group(2), "")), Double.parseDouble(m.group(3))))
                .toList());
    }

    private static Map<String, String> parsed(String text) {
        return LABEL.matcher(text)
                .results()
                .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2), (one, other) -> other, TreeMap::new));
    }

    /** All values of a name with these labels, together. */
    double sum(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return samples.stream()
                .filter(s -> s.name().equals(name) && s.has(wanted))
                .mapToDouble(Sample::value)
                .sum();
    }

    Set<String> names() {
        return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The labels that a name has. */
    Set<String> labelsOf(String name) {
        return samples.stream()
                .filter(s -> s.name().equals(name))
                .flatMap(s -> s.labels().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What an expression of Prometheus' asks for: names with the labels that it picks them by. */
    static Map<String, Set<String>> asked(String expression) {
        String plain = expression.replaceAll("by \\([^)]*\\)", "");
        Map<String, Set<String>> asked = new TreeMap<>();
        Pattern.compile("((?:perennial|gen_ai)_[a-z_]+)(?:\\{([^}]*)})?")
                .matcher(plain)
                .results()
                .filter(m -> !isLabel(plain, m))
                .forEach(m -> asked.computeIfAbsent(m.group(1), n -> new TreeSet<>())
                        .addAll(picked(Objects.toString(m.group(2), ""))));
        return asked;
    }

    /** Labels are named like metrics, but stand within braces. */
    private static boolean isLabel(String expression, MatchResult found) {
        String before = expression.substring(0, found.start());
        return before.lastIndexOf('{') > before.lastIndexOf('}');
    }

    private static List<String> picked(String matchers) {
        return Arrays.stream(matchers.split(","))
                .map(m -> m.replaceFirst("[=!~].*", "").strip())
                .filter(label -> !label.isEmpty() && !label.equals("job")) // which Prometheus adds
                .toList();
    }
}
