package dev.perennial.agent;

import dev.perennial.agent.permission.ToolAccess;

/**
 * Something that the model can use: its definition as the API takes it, and what a call does.
 *
 * <p>A tool may keep state between the calls of a session (a shell does); {@link #close} ends it. Calls of one tool come
 * one at a time, from one thread after the other; but calls that only read, as {@link #access} says, may come side by side
 * with each other.
 */
public interface Tool extends AutoCloseable {

    /** The tool as it stands in a request's {@code tools}; the same for the whole session. */
    ToolDefinition definition();

    /**
     * Runs one call to its end. What goes wrong in the doing (a missing file, a failing command, input that does not
     * fit) is a result with {@link ToolResult#isError()}, not an exception.
     *
     * @param call the call, its input as the model wrote it
     * @param output takes the text of the result while it arrives and makes the result of it; a tool with little to say
     *     leaves it alone and returns a result of its own
     * @throws InterruptedException if the thread is interrupted, because the user stopped the session; the tool has
     *     then stopped what it was doing
     */
    ToolResult run(ToolCall call, ToolOutput output) throws InterruptedException;

    /**
     * What a call would touch, said before it is run and without touching anything. A call that only reads may run beside
     * others that only read.
     */
    default ToolAccess access(ToolCall call) {
        return new ToolAccess.Unknown();
    }

    /**
     * Whether a call may be run again when nobody knows what became of it, because its process died. By default that is one
     * that only reads.
     */
    default boolean isRepeatable(ToolCall call) {
        return access(call).isReadOnly();
    }

    /** The user has spoken: what the tool does from now on belongs to another turn. */
    default void turnBegins() {}

    /** Ends what the tool keeps between calls. */
    @Override
    default void close() {}
}
