package dev.perennial.stream.recovery;

import dev.perennial.stream.recovery.Outgoing.Mode;
import dev.perennial.stream.seam.Marks;
import dev.perennial.stream.seam.Proof;
import dev.perennial.stream.seam.Seam;
import dev.perennial.stream.seam.Wording;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the request with which a message goes on, as the rule has it. Not thread-safe. */
final class Resumptions {

    private final CallWriter calls;
    private final Blocks blocks;
    private final Wording wording;
    private final Marks marks;
    private final TextContinuations continuations;

    /** The listener hears of every text that goes on in its middle. */
    Resumptions(
            RequestBody request,
            CallWriter calls,
            Blocks blocks,
            Wording wording,
            Marks marks,
            Consumer<Proof> joined) {
        this.calls = calls;
        this.blocks = blocks;
        this.wording = wording;
        this.marks = marks;
        this.continuations = new TextContinuations(marks, StopSequences.of(request), joined);
    }

    Call original() {
        return calls.original();
    }

    /**
     * The next request; empty if the step sends none, or if none can be made.
     *
     * @param open the block that the attempt had open
     * @param tokensWritten what of the message is out
     */
    Optional<Resumption> after(Step step, Cause cause, Optional<Block> open, long tokensWritten) {
        return switch (step) {
            case SEND_AGAIN -> Optional.of(new Resumption(original(), Mode.AGAIN, repeated()));
            case ASK_FOR_MORE, SEND_BACK ->
                calls.after(blocks.quoted(), step, question(open), marks.end(), tokensWritten)
                        .map(call -> new Resumption(call, Mode.AFTER, repeatedCalls()));
            case CONTINUE_TEXT -> blocks.openText().flatMap(text -> inText(text, cause, tokensWritten));
            case CLOSE, CLOSE_AS_TOOL_USE, CLOSE_AS_MAX_TOKENS, CLOSE_AT_STOP_SEQUENCE, GIVE_UP, SPEND_NO_MORE ->
                Optional.empty();
        };
    }

    /** What is out of a block that the model writes anew. */
    private Optional<Rejoining> repeated() {
        return blocks.openText().<Rejoining>map(RepeatedText::new).or(this::repeatedCalls);
    }

    private Optional<Rejoining> repeatedCalls() {
        List<Block> repeated = blocks.repeated();
        return repeated.isEmpty() ? Optional.empty() : Optional.of(new RepeatedCalls(repeated));
    }

    private String question(Optional<Block> open) {
        List<Block> repeated = blocks.repeated();
        if (!repeated.isEmpty()) {
            return Questions.forSameCalls(repeated);
        }
        boolean callWasCut = isCall(open) || isCall(blocks.held().last());
        return callWasCut ? Questions.forCall(marks.end()) : Questions.forMore(marks.end());
    }

    private static boolean isCall(Optional<Block> block) {
        return block.filter(b -> b.kind() == BlockKind.CALL).isPresent();
    }

    private Optional<Resumption> inText(Block text, Cause cause, long tokensWritten) {
        Seam seam = continuations.next(text, calls.wayInText(), cause);
        return calls.inText(blocks.kept(), text, seam.asked(), wording, tokensWritten)
                .map(call -> new Resumption(call, Mode.AFTER, Optional.of(continuations.joining(seam))));
    }
}
