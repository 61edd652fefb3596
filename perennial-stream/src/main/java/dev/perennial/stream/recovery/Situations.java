package dev.perennial.stream.recovery;

import java.util.List;
import java.util.Optional;

/** Sees in what state a break found the message. */
final class Situations {

    private final RequestBody request;
    private final Outgoing outgoing;

    Situations(RequestBody request, Outgoing outgoing) {
        this.request = request;
        this.outgoing = outgoing;
    }

    Situation of(
            Cause cause,
            Optional<Block> open,
            boolean stopReasonSeen,
            boolean budgetLeft,
            boolean answered,
            boolean contradicted,
            long tokensWritten) {
        List<Block> delivered = outgoing.delivered();
        List<Block> kept = outgoing.kept();
        Optional<Block> broken = open.or(outgoing::lastHeld);
        return new Situation(
                cause,
                stopReasonSeen,
                budgetLeft,
                answered,
                request.goesOnWithThread(),
                request.isStructured(),
                contradicted,
                broken.map(Block::kind),
                broken.isPresent() && outgoing.openBlock().isPresent(),
                outgoing.openBlock().stream().anyMatch(Situations::cannotBeQuoted)
                        || kept.stream().anyMatch(Situations::cannotBeQuoted),
                kept.stream().anyMatch(b -> b.kind().isThinking()),
                kept.stream().map(Block::kind).filter(k -> !k.isThinking()).reduce((first, second) -> second),
                delivered.stream().anyMatch(Situations::isWholeCall),
                delivered.stream().anyMatch(b -> b.kind() == BlockKind.FALLBACK),
                request.maxTokens() - tokensWritten > request.thinkingBudget());
    }

    private static boolean cannotBeQuoted(Block block) {
        boolean brokenCall = block.kind() == BlockKind.CALL && block.isFinished() && !block.hasWholeInput();
        return block.kind() == BlockKind.UNKNOWN || block.isStrange() || brokenCall;
    }

    private static boolean isWholeCall(Block block) {
        return block.kind() == BlockKind.CALL && block.isFinished() && block.hasWholeInput();
    }
}
