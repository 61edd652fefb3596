package dev.perennial.app.terminal;

/** Text that comes in pieces, shown to a person. */
interface Flow {

    /** The next piece. */
    void text(String piece);

    /** Whether the last line that is shown is not at its end. */
    boolean isInLine();

    /** Ends the last line, if it is open, and what stands in it. */
    void endLine();
}
