package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.internal.facts.PrefixBinding;
import dev.perennial.simulator.internal.message.Located;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.Place;
import dev.perennial.simulator.internal.message.Seal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks at the thinking that comes back (platform.claude.com, "Extended thinking", "Preserved thinking"): each block
 * against its signature, its model and what is before it.
 */
final class ThinkingReview {

    /** What is to be said about a block. */
    enum Verdict {
        FINE,
        /** No signature of this API, or one for another text. */
        FORGED,
        /** A signature of this API, but another text or another order, in the latest assistant message. */
        MODIFIED,
        /** Written by a model that this one cannot read. */
        UNREADABLE,
        /** Bound to another conversation. */
        MISMATCH
    }

    /**
     * A block and what is to be said about it.
     *
     * @param block the block
     * @param verdict what is to be said
     */
    record Finding(Located block, Verdict verdict) {

        boolean is(Verdict other) {
            return verdict == other;
        }
    }

    /** What the API does with blocks that are bound to another conversation. */
    enum OnMismatch {
        REFUSE,
        DROP,
        ALLOW
    }

    private final MessagesCall call;
    private final int latestAnswer;
    private final List<Located> blocks;

    ThinkingReview(MessagesCall call) {
        this.call = call;
        this.latestAnswer = IntStream.range(0, call.messages().size())
                .filter(i -> call.messages().get(i).path("role").asText().equals("assistant"))
                .max()
                .orElse(-1);
        this.blocks = call.located().stream()
                .filter(b -> b.isThinking() && !call.prefix().ignores(b.message()))
                .toList();
    }

    /** Every thinking block that is not ignored, with its verdict. */
    List<Finding> findings() {
        return IntStream.range(0, blocks.size())
                .mapToObj(i -> new Finding(blocks.get(i), verdict(i)))
                .toList();
    }

    /** What has changed before a block that is bound to another conversation. */
    Optional<Place.Part> changed(Located block) {
        return seal(block).map(seal -> call.prefix().changed(seal.place(), block.message(), block.index()));
    }

    /** The first block that has changed before such a block, if that is known. */
    Optional<String> firstChange(Located block) {
        return seal(block).flatMap(seal -> call.prefix().firstChange(seal.trail(), block.message(), block.index()));
    }

    /** What this request, model and account call for. */
    OnMismatch onMismatch() {
        String asked = call.body()
                .path("thinking")
                .path("block_binding")
                .path("prefix_mismatch_behavior")
                .asText("");
        if (!asked.isEmpty()) {
            return asked.equals("drop_block") ? OnMismatch.DROP : OnMismatch.REFUSE;
        }
        boolean enforced = switch (call.model().rules().prefixBinding()) {
            case NONE -> false;
            case NEW_ACCOUNTS -> call.assumptions().is(Assumption.PREFIX_BINDING, "enforced");
            case ALWAYS -> true;
        };
        return enforced ? OnMismatch.REFUSE : OnMismatch.ALLOW;
    }

    private Optional<Seal> seal(Located block) {
        String field = redacted(block) ? "data" : "signature";
        return call.signatures().read(block.block().path(field).asText(""));
    }

    private static boolean redacted(Located block) {
        return block.type().equals("redacted_thinking");
    }

    private Verdict verdict(int index) {
        Located block = blocks.get(index);
        Optional<Seal> seal = seal(block);
        if (seal.isEmpty()) {
            return Verdict.FORGED;
        }
        if (!redacted(block)
                && !seal.get().covers(block.block().path("thinking").asText(""))) {
            return block.message() == latestAnswer ? Verdict.MODIFIED : Verdict.FORGED;
        }
        return inOrder(index, seal.get()) ? verdict(block, seal.get()) : Verdict.MODIFIED;
    }

    /** In the latest answer none may be moved, and none left out between others; whether at its start is assumed. */
    private boolean inOrder(int index, Seal seal) {
        if (blocks.get(index).message() != latestAnswer) {
            return true;
        }
        Optional<Seal> before = index == 0 ? Optional.empty() : seal(blocks.get(index - 1));
        boolean first = index == 0 || blocks.get(index - 1).message() != latestAnswer;
        return first ? mayBeFirst(seal, before) : before.map(seal::follows).orElse(true);
    }

    /** Messages of the same role that follow each other are one answer, so the one before may be in another message. */
    private boolean mayBeFirst(Seal seal, Optional<Seal> before) {
        return call.assumptions().is(Assumption.LATEST_THINKING_LEFT_OUT, "accepted")
                || seal.ordinal() == 0
                || before.filter(seal::continues).isPresent();
    }

    private Verdict verdict(Located block, Seal seal) {
        if (seal.generation() > call.model().rules().thinkingGeneration()) {
            return Verdict.UNREADABLE;
        }
        boolean binds = seal.bound() && call.model().rules().prefixBinding() != PrefixBinding.NONE;
        return binds && !call.prefix().admits(seal.place(), block.message(), block.index())
                ? Verdict.MISMATCH
                : Verdict.FINE;
    }
}
