package dev.perennial.simulator.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the editor's {@code view} shows: numbered lines of a file, or the paths in a folder. */
final class EditorText {

    private static final Pattern NUMBERED = Pattern.compile("^\\s*(\\d+)(?:\\t|→|:\\s?|\\|\\s?)(.*)$");
    private static final Pattern PATH = Pattern.compile("(?:^|\\s)(/\\S.*)$");

    private EditorText() {}

    /** The lines of a file; the empty one after a last newline is not a line. */
    static List<String> lines(String view) {
        List<String> lines = new ArrayList<>();
        for (String line : view.split("\n", -1)) {
            Matcher matcher = NUMBERED.matcher(line);
            if (matcher.matches() && Integer.parseInt(matcher.group(1)) == lines.size() + 1) {
                lines.add(matcher.group(2));
            }
        }
        if (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    /** Whether a view shows a file and not a folder. */
    static boolean file(String view) {
        return view.lines()
                        .anyMatch(line ->
                                NUMBERED.matcher(line).matches() && !line.matches("^\\s*\\d+(?:\\.\\d+)?[KMG]?\\t/.*"))
                || view.contains("cat -n");
    }

    /** The paths below a folder, without the folder itself. */
    static List<String> paths(String view, String folder) {
        List<String> paths = new ArrayList<>();
        for (String line : view.lines().toList()) {
            Matcher matcher = PATH.matcher(line);
            if (matcher.find() && matcher.group(1).strip().startsWith(folder + "/")) {
                paths.add(matcher.group(1).strip().substring(folder.length() + 1));
            }
        }
        return paths.stream()
                .map(Tokens::trimmedPath)
                .filter(path -> !path.isEmpty())
                .sorted()
                .toList();
    }
}
