package dev.perennial.stream.corpus;

/** What a kind of text is made of. */
@FunctionalInterface
interface Content {

    /** Writes until the pen is full. */
    void write(Pen pen);
}
