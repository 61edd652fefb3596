package dev.perennial.agent.journal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * What is appended at once.
 *
 * @param entries in order
 * @param replaced the places of earlier entries that these say anew, for example the pieces of a block that is whole now: they
 *     are deleted with this batch
 * @param contents what the entries refer to by its hash; what the journal has already is not written again
 * @param taken the places of messages that were heard: they are gone with this batch, which holds what was made of them
 * @param head what the list of sessions shows from now on
 */
public record JournalBatch(
        List<JournalEntry> entries,
        Set<Long> replaced,
        List<JournalContent> contents,
        Set<Long> taken,
        SessionHead head) {

    public JournalBatch {
        entries = List.copyOf(entries);
        replaced = Set.copyOf(replaced);
        contents = List.copyOf(contents);
        taken = Set.copyOf(taken);
        requireNonNull(head, "head");
    }

    /** Entries that replace nothing and refer to nothing. */
    public static JournalBatch of(List<JournalEntry> entries, SessionHead head) {
        return new JournalBatch(entries, Set.of(), List.of(), Set.of(), head);
    }
}
