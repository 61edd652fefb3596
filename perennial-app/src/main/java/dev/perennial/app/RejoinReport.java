package dev.perennial.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.app.probe.Rejoined;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints how a model goes on with cut answers, for people or as one JSON object per line. */
final class RejoinReport {

    private final PrintStream out;
    private final boolean json;
    private final List<Rejoined> all = new ArrayList<>();

    RejoinReport(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void add(Rejoined rejoined) {
        all.add(rejoined);
        out.println(json ? json(rejoined) : line(rejoined));
        out.flush();
    }

    void end() {
        long proven = all.stream().filter(Rejoined::isProven).count();
        long first =
                all.stream().filter(r -> r.isProven() && r.doubts().isEmpty()).count();
        long letter = all.stream().filter(Rejoined::toTheLetter).count();
        long again = all.stream().mapToLong(Rejoined::tokensAgain).sum();
        if (json) {
            out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "result")
                    .put("continuations", all.size())
                    .put("proven", proven)
                    .put("proven_at_first", first)
                    .put("to_the_letter", letter)
                    .put("tokens_again", again));
        } else {
            out.printf(
                    "%d of %d proven, %d at the first ask, %d as asked to the letter, about %d tokens bought again%n",
                    proven, all.size(), first, letter, again);
        }
        out.flush();
    }

    private static ObjectNode json(Rejoined rejoined) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("type", "continuation")
                .put("at", rejoined.at())
                .put("of", rejoined.of())
                .put("proof", rejoined.proof().code())
                .put("asks", rejoined.doubts().size() + 1)
                .put("to_the_letter", rejoined.toTheLetter())
                .put("same_words", rejoined.sameWords())
                .put("tokens_again", rejoined.tokensAgain());
        rejoined.doubts().forEach(line.putArray("doubts")::add);
        return line;
    }

    private static String line(Rejoined rejoined) {
        String doubts = rejoined.doubts().isEmpty() ? "" : ", after " + String.join(" and ", rejoined.doubts());
        return "cut at " + rejoined.at() + " of " + rejoined.of() + ": "
                + (rejoined.isProven() ? "proven by " + rejoined.proof().code() : "unproven") + doubts
                + (rejoined.toTheLetter() ? ", as asked to the letter" : "")
                + (rejoined.sameWords() ? ", the same words" : ", other words")
                + ", about " + rejoined.tokensAgain() + " tokens again";
    }
}
