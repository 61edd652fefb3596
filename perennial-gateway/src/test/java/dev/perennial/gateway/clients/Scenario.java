package dev.perennial.gateway.clients;

import java.util.Locale;

/** What a client talks about; the last turn always sends back all that came before. */
enum Scenario {
    /** A question, an answer, another question. */
    TEXT,
    /** A question, two calls of a tool after thinking and a sentence, their results, a report, another question. */
    TOOLS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
