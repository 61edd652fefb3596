package dev.perennial.agent.permission;

import java.util.List;

/** What the rules say to a call. */
sealed interface Verdict {

    /** It may be made. */
    record Allowed() implements Verdict {}

    /** It may not be made. */
    record Denied(String reason) implements Verdict {}

    /**
     * Somebody has to be asked.
     *
     * @param reason why
     * @param allowing the rules that would allow it, as they are written; empty if only a rule for all would
     */
    record Asked(String reason, List<String> allowing) implements Verdict {
        public Asked {
            allowing = List.copyOf(allowing);
        }
    }
}
