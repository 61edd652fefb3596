package dev.perennial.governor;

/** Who goes first. Those who come later are served now and then all the same, so that nobody waits for ever. */
public enum Priority {
    /** What was begun goes on: an interrupted answer, the next round of a tool. */
    RESUME(0),
    /** New work that somebody waits for. */
    NORMAL(1),
    /** Work that can wait. */
    BACKGROUND(2);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** Lower goes first. */
    int rank() {
        return rank;
    }
}
