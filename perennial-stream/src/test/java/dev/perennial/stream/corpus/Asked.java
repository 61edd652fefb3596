package dev.perennial.stream.corpus;

import dev.perennial.simulator.manner.Interrupted;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a request to go on asks for, as somebody understands it who reads the request and knows no more.
 *
 * @param tag the name of the tag to begin with; empty if none is asked for
 * @param quote the end of the answer that is to stand in it
 * @param done the mark for an answer of which nothing is missing; empty if none is asked for
 */
record Asked(Optional<String> tag, String quote, Optional<String> done) {

    private static final Pattern OPENING = Pattern.compile("<([A-Za-z][A-Za-z0-9_.:-]*)>");
    private static final Pattern EMPTY = Pattern.compile("<[A-Za-z][A-Za-z0-9_.:-]* ?/>");
    private static final int SHORTEST_QUOTE = 8;
    private static final int OWN_QUOTE = 60;

    static Asked of(Interrupted answer) {
        return new Asked(tag(answer.request()), quote(answer.written(), answer.request()), done(answer.request()));
    }

    /** The first that is also closed: what the quote contains comes later. */
    private static Optional<String> tag(String request) {
        return OPENING.matcher(request)
                .results()
                .map(match -> match.group(1))
                .filter(name -> request.contains("</" + name + ">"))
                .findFirst();
    }

    /** The last: what the quote contains comes earlier. */
    private static Optional<String> done(String request) {
        return EMPTY.matcher(request).results().map(MatchResult::group).reduce((first, second) -> second);
    }

    /** The longest end of the answer that stands somewhere in the request; some last words if none does. */
    private static String quote(String written, String request) {
        String seen = written.stripTrailing();
        int longest = 0;
        for (int end = request.length(); end > longest; end--) {
            longest = Math.max(longest, common(seen, request, end));
        }
        boolean quoted = longest >= Math.min(SHORTEST_QUOTE, seen.length());
        return quoted ? seen.substring(seen.length() - longest) : Tail.words(written, OWN_QUOTE);
    }

    /** How many characters before that place of the request are the last ones of the answer, too. */
    private static int common(String written, String request, int end) {
        int most = Math.min(written.length(), end);
        int length = 0;
        while (length < most && written.charAt(written.length() - 1 - length) == request.charAt(end - 1 - length)) {
            length++;
        }
        return length;
    }
}
