package dev.perennial.stream.clocks;

/** What a stream is busy with; each phase has its own patience. */
public enum Phase {
    /** The request waits for admission or a connection: nobody's clock runs. */
    SENDING,
    /** Sent, no status line yet. */
    HEAD,
    /** The head is here, no content block has begun. */
    FIRST_TOKEN,
    /** Inside a text block. */
    TEXT,
    /** Inside the input of a tool call; buffered input is silent while a value is written. */
    TOOL_INPUT,
    /** Inside a thinking, compaction or unknown block; may be silent for many minutes. */
    THINKING,
    /** Inside a server tool's call, or waiting for its result. */
    SERVER_TOOL,
    /** A block has ended, no next one has begun. */
    BETWEEN_BLOCKS,
    /** The stop reason is here, the message's last event is not. */
    ENDING
}
