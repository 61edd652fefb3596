package dev.perennial.simulator.manner;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form in which a user asks for the rest of an answer, as a model would read it out of the request.
 *
 * @param tag the name of the tag to begin with
 * @param quote what to repeat between the tags
 * @param endMark what to send if nothing is missing
 */
record AskedForm(Optional<String> tag, String quote, Optional<String> endMark) {

    private static final Pattern OPENING = Pattern.compile("<([A-Za-z][\\w:.-]*)>");
    private static final Pattern EMPTY_TAG = Pattern.compile("<[A-Za-z][\\w:.-]*\\s*/>");
    /** A mark in quotes, or one that stands out because it is all capitals. */
    private static final Pattern ONLY =
            Pattern.compile("\\b(?i:only|just|exactly)\\s+(?i:the\\s+(?:word|text|mark)\\s+)?"
                    + "(?:[\"'`“]([^\"'`”]{1,80})[\"'`”]|([A-Z][A-Z0-9_-]{2,}))");

    private static final int LONGEST_QUOTE = 600;
    private static final int SHORTEST_QUOTE = 8;
    private static final int OWN_QUOTE = 60;

    static AskedForm of(Interrupted answer) {
        return new AskedForm(
                tag(answer.request()), quote(answer.written(), answer.request()), endMark(answer.request()));
    }

    /** The first tag that the request opens and closes. */
    private static Optional<String> tag(String request) {
        return OPENING.matcher(request)
                .results()
                .map(m -> m.group(1))
                .filter(name -> request.contains("</" + name + ">"))
                .findFirst();
    }

    /** The longest end of the answer that the request quotes; if it quotes none, the model picks its last words. */
    private static String quote(String written, String request) {
        String end = written.stripTrailing();
        for (int length = Math.min(LONGEST_QUOTE, end.length()); length >= SHORTEST_QUOTE; length--) {
            String candidate = end.substring(end.length() - length);
            if (request.contains(candidate)) {
                return written.substring(end.length() - length);
            }
        }
        return Cut.lastWholeWords(written, OWN_QUOTE);
    }

    private static Optional<String> endMark(String request) {
        return first(EMPTY_TAG, 0, request).or(() -> first(ONLY, 1, request)).or(() -> first(ONLY, 2, request));
    }

    private static Optional<String> first(Pattern pattern, int group, String request) {
        return pattern.matcher(request)
                .results()
                .flatMap(m -> Optional.ofNullable(m.group(group)).stream())
                .findFirst();
    }
}
