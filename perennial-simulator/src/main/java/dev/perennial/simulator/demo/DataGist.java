package dev.perennial.simulator.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what is in files that are data rather than prose: tables and logs. */
final class DataGist {

    private static final Pattern TABLE = Pattern.compile("(?i).*\\.(?:csv|tsv)");
    private static final Pattern LOG = Pattern.compile("(?i).*\\.(?:log|out)");
    private static final Pattern LEVEL = Pattern.compile("\\b(FATAL|ERROR|WARN(?:ING)?|INFO|DEBUG|TRACE)\\b");
    private static final int LONGEST = 200;

    private DataGist() {}

    static Optional<String> of(String name, String content) {
        List<String> lines = content.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return TABLE.matcher(name).matches()
                ? Optional.of(table(name, lines))
                : LOG.matcher(name).matches() ? Optional.of(log(lines)) : Optional.empty();
    }

    private static String table(String name, List<String> lines) {
        String[] columns = lines.getFirst().split(name.endsWith(".tsv") ? "\t" : "[,;]", -1);
        String first = lines.size() > 1 ? " The first row: " + shortened(lines.get(1)) : "";
        return "It is a table with " + columns.length + (columns.length == 1 ? " column (" : " columns (")
                + String.join(", ", columns) + ") and " + (lines.size() - 1)
                + (lines.size() == 2 ? " row" : " rows") + " below them, as far as I read." + first;
    }

    private static String log(List<String> lines) {
        Map<String, Integer> levels = new TreeMap<>();
        for (String line : lines) {
            Matcher level = LEVEL.matcher(line);
            if (level.find()) {
                levels.merge(level.group(1), 1, Integer::sum);
            }
        }
        String counts = levels.entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", "));
        return (counts.isEmpty() ? "" : "Levels, as far as I read: " + counts + ".\n") + "First line: "
                + shortened(lines.getFirst()) + "\nLast line that I read: " + shortened(lines.getLast());
    }

    private static String shortened(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
