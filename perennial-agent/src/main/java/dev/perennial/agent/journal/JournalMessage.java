package dev.perennial.agent.journal;

import static java.util.Objects.requireNonNull;

/**
 * A message that was left for whoever works on a session ({@link Journal#post}).
 *
 * @param place rises with each message of the journal; names it when it is taken ({@link JournalBatch#taken})
 * @param text what was posted
 */
public record JournalMessage(long place, String text) {

    public JournalMessage {
        requireNonNull(text, "text");
    }
}
