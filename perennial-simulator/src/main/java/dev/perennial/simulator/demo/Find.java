package dev.perennial.simulator.demo;

import java.util.List;
import java.util.stream.Collectors;

/** Calls of {@code find} below a place, without the folders that hold what was built or fetched. */
final class Find {

    /** What a tool says where a command printed nothing. */
    private static final String NOTHING = "(no output)";

    private Find() {}

    /** {@code then} goes on after the folders that are left out: "-print -o -type f -print". */
    static String below(Place place, String then) {
        return "find " + root(place) + " " + prune(place) + " " + then;
    }

    /** The same for the files of a kind; {@code then} is what is done with them. */
    static String files(Place place, FileFilter filter, String before, String then) {
        String depth = filter.shallow() ? FileFilter.SHALLOW + " " : "";
        return "find " + root(place) + " " + depth + prune(place) + " " + before + "-o -type f " + filter.test() + then;
    }

    /** With a slash at its end, so that a link to a folder is followed. */
    static String root(Place place) {
        return place.here() ? "." : Shell.path(withSlash(place.path()));
    }

    private static String withSlash(String path) {
        return path.endsWith("/") ? path : path + "/";
    }

    /** How every path that is found begins. */
    static String start(Place place) {
        return place.here() ? "./" : Shell.undashed(withSlash(place.path()));
    }

    /** A path that was found, as seen from the place. */
    static String relative(Place place, String path) {
        String start = start(place);
        return (path.startsWith(start) ? path.substring(start.length()) : path).replaceFirst("^/+(?=.)", "");
    }

    /** The lines that a command printed. */
    static List<String> lines(Outcome outcome) {
        return outcome.text()
                .lines()
                .filter(line -> !line.isBlank() && !line.equals(NOTHING) && !line.matches("exit code \\d+"))
                .toList();
    }

    /** A folder that is asked for by name is not left out. */
    private static String prune(Place place) {
        return Scripts.SKIPPED.stream()
                .filter(name -> !name.equals(Tokens.trimmedPath(place.path()).replaceFirst(".*/", "")))
                .map(name -> "-name " + name)
                .collect(Collectors.joining(" -o ", "-type d \\( ", " \\) -prune"));
    }
}
