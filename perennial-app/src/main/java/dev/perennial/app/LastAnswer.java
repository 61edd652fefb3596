package dev.perennial.app;

import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.client.RawMessages;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the last run of a session came to, as far as it has to be known to go on. */
final class LastAnswer {

    private static final int PAGE = 1000;
    private static final Set<String> CONTENT = Set.of("block", "text_delta", "tool_result");

    private boolean begun;
    private Optional<String> question = Optional.empty();

    private LastAnswer() {}

    /** Whether anything of the model's answer arrived in it. */
    static boolean hasBegun(SessionStore store, String session) {
        return read(store, session).begun;
    }

    /** The call about which the user is being asked. */
    static Optional<String> openQuestion(SessionStore store, String session) {
        return read(store, session).question;
    }

    private static LastAnswer read(SessionStore store, String session) {
        LastAnswer answer = new LastAnswer();
        long last = store.beforeLastRun(session);
        List<JournalEntry> page;
        do {
            page = store.journal().read(session, last, PAGE);
            page.forEach(answer::add);
            last = page.isEmpty() ? last : page.getLast().seq();
        } while (page.size() == PAGE);
        return answer;
    }

    private void add(JournalEntry entry) {
        begun = begun || CONTENT.contains(entry.type());
        switch (entry.type()) {
            case "permission_asked" ->
                question =
                        Optional.of(RawMessages.parse(entry.json()).path("id").asText());
            case "permission_given", "result" -> question = Optional.empty();
            default -> {} // nothing that has to be known
        }
    }
}
