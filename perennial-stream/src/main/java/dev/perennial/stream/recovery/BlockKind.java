package dev.perennial.stream.recovery;

import dev.perennial.stream.clocks.Phase;

/** The content blocks, by what an interruption in or after them means. */
enum BlockKind {
    TEXT,
    THINKING,
    /** Thinking that comes sealed and whole. */
    REDACTED,
    /** A call of a tool that the client runs. */
    CALL,
    /** A call of a tool that the server runs. */
    SERVER_CALL,
    /** What a server tool gave; comes whole. */
    SERVER_RESULT,
    COMPACTION,
    /** Another model takes over. */
    FALLBACK,
    UNKNOWN;

    static BlockKind of(String type) {
        return switch (type) {
            case "text" -> TEXT;
            case "thinking" -> THINKING;
            case "redacted_thinking" -> REDACTED;
            case "tool_use" -> CALL;
            case "server_tool_use", "mcp_tool_use" -> SERVER_CALL;
            case "compaction" -> COMPACTION;
            case "fallback" -> FALLBACK;
            case "container_upload", "mcp_tool_listing" -> SERVER_RESULT;
            default -> type.endsWith("_tool_result") ? SERVER_RESULT : UNKNOWN;
        };
    }

    boolean isThinking() {
        return this == THINKING || this == REDACTED;
    }

    Phase phase() {
        return switch (this) {
            case TEXT -> Phase.TEXT;
            case CALL -> Phase.TOOL_INPUT;
            case SERVER_CALL, SERVER_RESULT -> Phase.SERVER_TOOL;
            case THINKING, REDACTED, COMPACTION, FALLBACK, UNKNOWN -> Phase.THINKING;
        };
    }
}
