package dev.perennial.stream.seam;

import static java.util.Objects.requireNonNull;

/**
 * The words in which a model is asked to go on.
 *
 * @param request a text with the places {@code {opening}}, {@code {anchor}}, {@code {closing}} and {@code {end}}
 */
public record Wording(String request) {

    private static final String[] PLACES = {"{opening}", "{anchor}", "{closing}", "{end}"};

    /** English; short, since it is paid for with every break. */
    public static final Wording ENGLISH = new Wording("""
            Your reply was cut off by a network fault. Send only the rest of it. Begin with {opening}, the exact last words \
            "{anchor}", {closing}, then go on with the very next character, even inside a word, list, table or code block; do not \
            reopen fences, repeat or comment. If it was already complete send only {end}""");

    /**
     * Other words.
     *
     * @throws IllegalArgumentException if a place is missing
     */
    public Wording {
        requireNonNull(request, "request");
        for (String place : PLACES) {
            if (!request.contains(place)) {
                throw new IllegalArgumentException(
                        "request has no " + place + ": put it where the model is told to write it");
            }
        }
    }

    /** The request for a continuation. */
    public String asking(Continuation continuation) {
        Marks marks = continuation.marks();
        return request.replace("{opening}", marks.opening())
                .replace("{closing}", marks.closing())
                .replace("{end}", marks.end())
                .replace("{anchor}", continuation.anchor().text());
    }
}
