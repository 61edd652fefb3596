package dev.perennial.stream.recovery;

import java.util.List;
import java.util.Optional;

/** Sees in what state a break found the message. */
final class Situations {

    private final RequestFacts request;
    private final Blocks blocks;
    private final Visibility visibility;
    private final Ledger ledger;
    private final Usage usage;

    /** Sees it with what the consumer may see. */
    Situations(RequestFacts request, Blocks blocks, Visibility visibility, Ledger ledger, Usage usage) {
        this.request = request;
        this.blocks = blocks;
        this.visibility = visibility;
        this.ledger = ledger;
        this.usage = usage;
    }

    Situation of(Cause cause, Attempts attempts, boolean stopReasonSeen, long now) {
        List<Block> delivered = blocks.delivered();
        List<Block> kept = blocks.kept();
        Optional<Block> halfOut = blocks.repeated().stream().reduce((first, second) -> second);
        Optional<Block> broken =
                blocks.openText().or(() -> halfOut).or(attempts.current()::open).or(blocks.held()::last);
        return new Situation(
                cause,
                stopReasonSeen,
                ledger.allowsAnother(cause, blocks.hasContent(), now),
                ledger.affordsAnother(usage.bill()),
                attempts.isAnswered(),
                request.goesOnWithThread(),
                request.isStructured(),
                !request.forcesTool() && blocks.openText().stream().noneMatch(Block::isCited),
                broken.map(Block::kind),
                broken.isPresent() && blocks.open().isPresent(),
                blocks.open().stream().anyMatch(Situations::cannotBeQuoted)
                        || kept.stream().anyMatch(Situations::cannotBeQuoted),
                kept.stream().anyMatch(b -> b.kind().isThinking()),
                kept.stream().map(Block::kind).filter(k -> !k.isThinking()).reduce((first, second) -> second),
                delivered.stream().anyMatch(Situations::isWholeCall),
                halfOut.isPresent(),
                halfOut.filter(visibility::isShownOpen).isPresent()
                        && kept.stream().noneMatch(b -> b.kind() == BlockKind.CALL),
                delivered.stream().anyMatch(b -> b.kind() == BlockKind.FALLBACK),
                request.leaveRoom(attempts.writtenTokens()));
    }

    private static boolean cannotBeQuoted(Block block) {
        boolean brokenCall = block.kind() == BlockKind.CALL && block.isFinished() && !block.hasWholeInput();
        return block.kind() == BlockKind.UNKNOWN || block.isStrange() || brokenCall;
    }

    private static boolean isWholeCall(Block block) {
        return block.kind() == BlockKind.CALL && block.isFinished() && block.hasWholeInput();
    }
}
