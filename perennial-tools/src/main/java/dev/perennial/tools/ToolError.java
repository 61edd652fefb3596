package dev.perennial.tools;

import dev.perennial.agent.ToolResult;

/** Why a call cannot be done, in words for the model. It ends as an error result, never outside of the tool. */
final class ToolError extends Exception {

    private final String words;

    ToolError(String words) {
        super(words, null, false, false);
        this.words = words;
    }

    ToolResult result() {
        return ToolResult.error(words);
    }
}
