package dev.perennial.simulator.internal.message;

/** What the model does before an event can be sent. */
public enum Work {
    /** Nothing: the event follows at once. */
    NONE,
    /** It writes for the reader. */
    WRITING,
    /** It thinks. */
    THINKING,
    /** It writes the next value of a tool's input. */
    TOOL_INPUT,
    /** It waits for a tool of the API. */
    SERVER_TOOL
}
