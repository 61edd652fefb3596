package dev.perennial.web;

import dev.perennial.agent.journal.JournalEntry;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an event: its place in the journal, and when it was written, {@code 17-1795348800000}. A machine that ends suddenly can
 * lose the last entries, and others take their places: the time tells which of them somebody has.
 *
 * @param seq the place; 0 before all
 * @param at in milliseconds; empty if only the place is known
 */
record EventPlace(long seq, OptionalLong at) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    static EventPlace of(JournalEntry entry) {
        return new EventPlace(entry.seq(), OptionalLong.of(entry.at().toEpochMilli()));
    }

    /** Reads what {@link #toString} says, or a place alone. */
    static EventPlace parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw RefusedException.invalid("after", text, "say the id of an event, or 0 for all");
        }
        String at = form.group(2);
        return new EventPlace(
                Long.parseLong(form.group(1)), at == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(at)));
    }

    /**
     * Whether what stands there now was written later than what somebody has.
     *
     * @param upTo entries up to this place, in order; pieces may be missing among them, since a block replaces its own
     */
    boolean isRewritten(List<JournalEntry> upTo) {
        if (at.isEmpty() || upTo.isEmpty()) {
            return false;
        }
        JournalEntry last = upTo.getLast();
        long written = last.at().toEpochMilli();
        return written > at.getAsLong() || (last.seq() == seq && written != at.getAsLong());
    }

    @Override
    public String toString() {
        return at.isPresent() ? seq + "-" + at.getAsLong() : Long.toString(seq);
    }
}
