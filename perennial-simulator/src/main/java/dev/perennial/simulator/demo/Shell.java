package dev.perennial.simulator.demo;

import java.util.List;
import java.util.stream.Collectors;

/** Writes words and paths so that a POSIX shell takes them literally. */
final class Shell {

    private Shell() {}

    /** A word as it is, in quotes where it needs them. */
    static String quote(String word) {
        return word.matches("[A-Za-z0-9_./:@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A path that no command takes for an option; a leading {@code ~/} keeps its meaning. */
    static String path(String path) {
        if (path.equals("~")) {
            return "\"$HOME\"";
        }
        if (path.startsWith("~/")) {
            return "\"$HOME\"/" + quote(path.substring(2));
        }
        return quote(undashed(path));
    }

    static String undashed(String path) {
        return path.startsWith("-") ? "./" + path : path;
    }

    /** A here-document that writes {@code text}; it ends with a newline in any case. */
    static String write(String redirection, String path, String text) {
        String mark = "EOF";
        while (List.of(text.split("\n", -1)).contains(mark)) {
            mark += "_";
        }
        String body = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        return "cat " + redirection + " " + path(path) + " <<'" + mark + "'\n" + body + mark;
    }

    /** The test of {@code find} for names that fit any of the globs, empty if there are none. */
    static String names(List<String> globs) {
        if (globs.isEmpty()) {
            return "";
        }
        String tests = globs.stream().map(glob -> "-name " + alwaysQuote(glob)).collect(Collectors.joining(" -o "));
        return globs.size() == 1 ? tests + " " : "\\( " + tests + " \\) ";
    }

    static String alwaysQuote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
