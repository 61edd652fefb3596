package dev.perennial.simulator.internal.message;

/**
 * What thinking at some place of a conversation is bound to.
 *
 * @param content a digest of the system prompt, the tools and everything but thinking before the place
 * @param lastThinking a digest of the thinking block before it; 0 if there is none
 * @param thinkingBlocks how many thinking blocks are before it
 */
public record Place(long content, long lastThinking, int thinkingBlocks) {

    /**
     * Whether thinking that was written at {@code other} may stand here: the content is the same, and the thinking
     * before it is the same too, all or only the last blocks of it (platform.claude.com, "Preserved thinking": blocks
     * may be removed from the start).
     */
    boolean fits(Place other) {
        boolean thinking =
                thinkingBlocks == 0 || (lastThinking == other.lastThinking && thinkingBlocks <= other.thinkingBlocks);
        return content == other.content && thinking;
    }

    Place afterContent(long digest) {
        return new Place(digest, lastThinking, thinkingBlocks);
    }

    Place afterThinking(long digest) {
        return new Place(content, digest, thinkingBlocks + 1);
    }
}
