package dev.perennial.simulator.internal.message;

/**
 * What thinking at some place of a conversation is bound to.
 *
 * @param system a digest of the system prompt
 * @param tools a digest of the tools
 * @param content a digest of everything but thinking in the messages before the place
 * @param lastThinking a digest of the thinking block before it; 0 if there is none
 * @param thinkingBlocks how many thinking blocks are before it
 */
public record Place(long system, long tools, long content, long lastThinking, int thinkingBlocks) {

    /** A part of what is before a place. */
    public enum Part {
        SYSTEM,
        TOOLS,
        CONTENT,
        THINKING
    }

    /** Before everything. */
    static final Place NOWHERE = new Place(0, 0, 0, 0, 0);

    /**
     * Whether thinking that was written at {@code other} may stand here: the content is the same, and the thinking
     * before it is the same too, all or only the last blocks of it (platform.claude.com, "Preserved thinking": blocks
     * may be removed from the start).
     */
    boolean fits(Place other) {
        boolean thinking =
                thinkingBlocks == 0 || (lastThinking == other.lastThinking && thinkingBlocks <= other.thinkingBlocks);
        return system == other.system && tools == other.tools && content == other.content && thinking;
    }

    /** The first part that is not as it was at {@code other}, which does not {@link #fits fit} here. */
    Part differsIn(Place other) {
        if (system != other.system) {
            return Part.SYSTEM;
        }
        if (tools != other.tools) {
            return Part.TOOLS;
        }
        return content == other.content ? Part.THINKING : Part.CONTENT;
    }

    Place afterContent(long digest) {
        return new Place(system, tools, digest, lastThinking, thinkingBlocks);
    }

    Place afterThinking(long digest) {
        return new Place(system, tools, content, digest, thinkingBlocks + 1);
    }
}
