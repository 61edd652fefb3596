package dev.perennial.agent.output;

/**
 * A portion of a text in a file. Places are counted in bytes from 0.
 *
 * @param text the portion, within the budget
 * @param from where it begins
 * @param to where it ends, which is where the next one begins
 * @param end where the range that was asked for ends
 * @param size the length of the whole
 */
public record Page(String text, long from, long to, long end, long size) {

    /** Whether more of what was asked for follows. */
    public boolean hasNext() {
        return to < end;
    }
}
