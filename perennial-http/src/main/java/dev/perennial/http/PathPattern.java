package dev.perennial.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.URIUtil;

/** A path with {@code {name}} segments, matched against encoded paths so that {@code %2F} never splits a segment. */
record PathPattern(List<String> segments) {

    static PathPattern parse(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("Pattern " + pattern + " has to begin with a slash.");
        }
        List<String> segments = split(pattern);
        segments.forEach(PathPattern::requireWellFormed);
        return new PathPattern(segments);
    }

    private static void requireWellFormed(String segment) {
        boolean braces = segment.contains("{") || segment.contains("}");
        if (braces && !segment.matches("\\{[A-Za-z][A-Za-z0-9]*}")) {
            throw new IllegalArgumentException(
                    "Segment " + segment + " is neither plain text nor one {name} of letters and digits.");
        }
    }

    /** The parameters if the path matches; empty if it does not. */
    Optional<Map<String, String>> match(String path) {
        List<String> actual = split(path);
        if (actual.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < actual.size(); i++) {
            if (!take(segments.get(i), actual.get(i), parameters)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static boolean take(String expected, String encoded, Map<String, String> parameters) {
        String value = URIUtil.decodePath(encoded);
        if (!expected.startsWith("{")) {
            return expected.equals(value);
        }
        parameters.put(expected.substring(1, expected.length() - 1), value);
        return !value.isEmpty();
    }

    private static List<String> split(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
