package dev.perennial.stream.recovery;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * The rows of the decision table: what an interruption leads to. The first row whose condition holds is the decision; each
 * is explained in {@code docs/recovery.md} under its id.
 */
@SuppressWarnings("ImmutableEnumChecker") // the conditions are pure functions
public enum Rule {
    /** The caller wants no more. */
    R_01(Step.GIVE_UP, s -> s.cause() instanceof Cause.Cancelled),
    /** The stop reason was seen: whatever broke afterwards, the message is whole. */
    R_02(Step.CLOSE, Situation::stopReasonSeen),
    /** The caller's total time is over. */
    R_03(Step.GIVE_UP, s -> s.cause() instanceof Cause.TimeUp),
    /** The API finds the request itself wrong, or the account spent. */
    R_04(Step.GIVE_UP, s -> Verdict.of(s.cause()) == Verdict.FUTILE),
    /** A message thread's history is on the server, which keeps no interrupted reply. */
    R_05(Step.GIVE_UP, s -> s.thread() && s.answered()),
    /** What was made again says something else than what was delivered of it: an answer under a schema, or a call. */
    R_06(Step.GIVE_UP, s -> s.cause() instanceof Cause.Contradicted),
    /** The last continuation that may be asked for is no part of the text. */
    R_07(Step.GIVE_UP, s -> s.cause() instanceof Cause.Unproven doubt && doubt.last()),
    /** A stop sequence of the caller's lies across the break: the text ends there. */
    R_08(Step.CLOSE_AT_STOP_SEQUENCE, s -> s.cause() instanceof Cause.StoppedAcross),

    /** Inside a call that is out, which can neither be taken back nor made again. */
    R_09(Step.GIVE_UP, Situation::isStuckInCall),
    /** The consumer has a whole call: all before the break is a safe point, what was cut after it is dropped. */
    R_10(Step.CLOSE_AS_TOOL_USE, s -> s.callOut() && !s.callHalfOut()),

    /** The attempts are used up. */
    R_11(Step.GIVE_UP, s -> !s.budgetLeft()),
    /** Another model took over: what the request would lead to now is unknown. */
    R_12(Step.GIVE_UP, Situation::fallbackOut),
    /** A block of unknown type, or with unknown deltas, is out: it can neither be quoted nor be sent twice. */
    R_13(Step.GIVE_UP, Situation::strangeOut),

    /** What was delivered uses up {@code max_tokens}, or leaves less than thinking may take. */
    R_14(Step.CLOSE_AS_MAX_TOKENS, s -> (!s.isFresh() || s.isInText()) && !s.roomLeft()),

    /** The next attempt would buy more tokens than the caller allows. */
    R_15(Step.SPEND_NO_MORE, s -> !s.tokensLeft()),
    /** Text under a schema that is out live: sent again, and gone on with while the new text repeats the old. */
    R_20(Step.SEND_AGAIN, s -> s.isInText() && s.structured()),
    /** Inside a text that is out. */
    R_21(Step.CONTINUE_TEXT, s -> s.isInText() && s.mayBeContinued() && !s.isUnproven()),
    /** In or after a text that is held, because it is blank or follows a schema; nothing but thinking is out. */
    R_22(Step.SEND_AGAIN, s -> s.isFresh() && s.isCut(BlockKind.TEXT) && !s.isInText()),
    /** The continuation did not show its place: it is asked for again. */
    R_23(Step.CONTINUE_TEXT, s -> s.isInText() && s.mayBeContinued()),
    /** Inside a text that is out, with citations or a tool that has to be called: no continuation would be the same text. */
    R_24(Step.GIVE_UP, Situation::isInText),

    /** Inside a call that is out because its tool is eager; before it nothing but thinking and other calls is. */
    R_25(Step.SEND_AGAIN, s -> s.callHalfOut() && s.isFresh()),
    /** Inside such a call, after text. */
    R_26(Step.ASK_FOR_MORE, s -> s.callHalfOut() && s.endsWith(BlockKind.TEXT) && !s.structured()),
    /** Inside such a call, after what ends a turn that the server pauses. */
    R_27(
            Step.SEND_BACK,
            s -> s.callHalfOut() && (s.endsWith(BlockKind.SERVER_RESULT) || s.endsWith(BlockKind.COMPACTION))),

    /** Nothing of any block was there. */
    R_30(Step.SEND_AGAIN, s -> s.isFresh() && !s.thinkingOut() && s.broken().isEmpty()),
    /** Inside thinking, after nothing but thinking. */
    R_31(Step.SEND_AGAIN, s -> s.isFresh() && s.isCut(BlockKind.THINKING)),
    /** After thinking, before anything else. */
    R_32(Step.SEND_AGAIN, s -> s.isFresh() && s.broken().isEmpty()),
    /** Inside the first call; nothing but thinking is out. */
    R_33(Step.SEND_AGAIN, s -> s.isFresh() && s.isCut(BlockKind.CALL)),
    /** A server tool is running; nothing but thinking is out. */
    R_34(Step.SEND_AGAIN, s -> s.isFresh() && s.isCut(BlockKind.SERVER_CALL)),
    /** Inside a compaction that nothing precedes. */
    R_35(Step.SEND_AGAIN, s -> s.isFresh() && s.isCut(BlockKind.COMPACTION)),
    /** Inside any other block that comes whole; nothing but thinking is out. */
    R_36(Step.SEND_AGAIN, Situation::isFresh),

    /** Structured text is out and whole, but the message is not: the model cannot be asked within the schema. */
    R_40(Step.GIVE_UP, s -> s.structured() && s.endsWith(BlockKind.TEXT)),
    /** Inside a call, after text: the call is asked for again. */
    R_41(Step.ASK_FOR_MORE, s -> s.endsWith(BlockKind.TEXT) && s.isCut(BlockKind.CALL)),
    /** Inside thinking, after text. */
    R_42(Step.ASK_FOR_MORE, s -> s.endsWith(BlockKind.TEXT) && s.isCut(BlockKind.THINKING)),
    /** A server tool is running, after text. */
    R_43(Step.ASK_FOR_MORE, s -> s.endsWith(BlockKind.TEXT) && s.isCut(BlockKind.SERVER_CALL)),
    /** After text, or inside another block that follows it. */
    R_44(Step.ASK_FOR_MORE, s -> s.endsWith(BlockKind.TEXT)),

    /** A server tool's result is out, and nothing else after it: the turn goes back as if the server had paused it. */
    R_50(Step.SEND_BACK, s -> s.endsWith(BlockKind.SERVER_RESULT)),
    /** The summary of a compaction is out. */
    R_51(Step.SEND_BACK, s -> s.endsWith(BlockKind.COMPACTION)),
    /** Anything else, so that no state is ever without a decision. */
    R_99(Step.GIVE_UP, s -> true);

    private final Step step;
    private final Predicate<Situation> condition;

    Rule(Step step, Predicate<Situation> condition) {
        this.step = step;
        this.condition = condition;
    }

    static Rule decide(Situation situation) {
        return Arrays.stream(values())
                .filter(r -> r.condition.test(situation))
                .findFirst()
                .orElse(R_99);
    }

    /** What is done. */
    public Step step() {
        return step;
    }

    /** The id in the document and in logs, such as {@code R-07}. */
    public String id() {
        return name().replace('_', '-');
    }
}
