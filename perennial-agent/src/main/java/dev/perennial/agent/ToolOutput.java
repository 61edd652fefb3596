package dev.perennial.agent;

/** Takes the output of a running tool as it arrives, for people to watch. Safe for use by several threads. */
@FunctionalInterface
public interface ToolOutput {

    /** An output that nobody watches. */
    ToolOutput IGNORED = text -> {};

    /** Takes the next piece of output. */
    void append(String text);
}
