package dev.perennial.stream.recovery;

import dev.perennial.stream.internal.JsonSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The texts at which the caller wants the model to stop; the API looks for them in what one attempt writes. */
record StopSequences(List<String> texts) {

    StopSequences {
        texts = List.copyOf(texts);
    }

    static StopSequences of(RequestBody request) {
        List<String> texts = new ArrayList<>();
        request.stopSequences().ifPresent(all -> all.elements(s -> addText(texts, s)));
        return new StopSequences(texts);
    }

    private static void addText(List<String> texts, JsonSpan element) {
        if (element.isString() && !element.text().isEmpty()) {
            texts.add(element.text());
        }
    }

    /** How many characters behind a seam have to be known to see all that begin before it. */
    int reach() {
        return texts.stream().mapToInt(s -> s.length() - 1).max().orElse(0);
    }

    /** The one that begins in one text and ends in its continuation. */
    Optional<String> across(String before, String after) {
        String end = before.substring(Math.max(0, before.length() - reach()));
        return texts.stream().filter(s -> lies(s, end, end + after)).findFirst();
    }

    private static boolean lies(String stop, String before, String both) {
        int at = both.indexOf(stop, Math.max(0, before.length() - stop.length() + 1));
        return at >= 0 && at < before.length();
    }
}
