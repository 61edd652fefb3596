package dev.perennial.stream.recovery;

import java.util.Optional;

/**
 * All that the decision after a break looks at.
 *
 * @param cause why the attempt broke
 * @param stopReasonSeen whether the attempt had told its stop reason
 * @param budgetLeft whether another attempt is allowed
 * @param tokensLeft whether its tokens may be bought
 * @param answered whether an attempt got as far as a stream
 * @param thread whether the request goes on with a message thread, of which only the server knows the history
 * @param structured whether the answer follows a schema
 * @param mayBeContinued whether a continuation of the open text could be the rest of it
 * @param broken the block that the break cut, delivered or not
 * @param brokenIsOut whether the consumer has the beginning of that block
 * @param strangeOut whether the consumer has a block that is not understood
 * @param thinkingOut whether the consumer has whole, signed thinking
 * @param last the last whole block that the consumer has, thinking left out
 * @param callOut whether the consumer has a whole call of one of its own tools
 * @param callHalfOut whether it has the beginning of a call, which it could not be told to forget
 * @param callMayBeRepeated whether that call, if it is made again, may go on where it stopped: it is live because the request asks
 *     for that, and no other call stands before it that would not be made again with it
 * @param fallbackOut whether another model took over
 * @param roomLeft whether {@code max_tokens} leaves room for more than what was delivered
 */
record Situation(
        Cause cause,
        boolean stopReasonSeen,
        boolean budgetLeft,
        boolean tokensLeft,
        boolean answered,
        boolean thread,
        boolean structured,
        boolean mayBeContinued,
        Optional<BlockKind> broken,
        boolean brokenIsOut,
        boolean strangeOut,
        boolean thinkingOut,
        Optional<BlockKind> last,
        boolean callOut,
        boolean callHalfOut,
        boolean callMayBeRepeated,
        boolean fallbackOut,
        boolean roomLeft) {

    boolean isCut(BlockKind kind) {
        return broken.isPresent() && broken.get() == kind;
    }

    /** Whether text is out whose end is not. */
    boolean isInText() {
        return isCut(BlockKind.TEXT) && brokenIsOut;
    }

    /** Whether a call that is half out can be neither taken back nor made again. */
    boolean isStuckInCall() {
        return callHalfOut && !(callMayBeRepeated && (isFresh() || roomLeft));
    }

    /** Whether a continuation did not show its place. */
    boolean isUnproven() {
        return cause instanceof Cause.Unproven;
    }

    boolean endsWith(BlockKind kind) {
        return last.isPresent() && last.get() == kind;
    }

    /** Whether the consumer has nothing but thinking: nothing that a new start would give it twice. */
    boolean isFresh() {
        return last.isEmpty();
    }
}
