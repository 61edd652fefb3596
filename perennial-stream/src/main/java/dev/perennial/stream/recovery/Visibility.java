package dev.perennial.stream.recovery;

import dev.perennial.stream.recovery.Delivery.Showing;

/** Which blocks the consumer may see before it is known that they are whole. */
final class Visibility {

    private final Delivery delivery;
    private final EagerTools eagerTools;
    private final boolean structuredIsHeld;

    /** As the consumer wants it, for an answer to that request. */
    Visibility(Delivery delivery, RequestFacts request) {
        this.delivery = delivery;
        this.eagerTools = request.eagerTools();
        this.structuredIsHeld = request.isStructured() && delivery.structured() == Showing.HELD;
    }

    /** Whether the consumer follows that a block begins anew. */
    boolean restarts() {
        return delivery.restarts();
    }

    /** Whether the block is shown while it grows, as far as it is. */
    boolean isShownOpen(Block block) {
        return switch (block.kind()) {
            case TEXT -> !waitsForOthers(block);
            case CALL -> delivery.toolInput() == Showing.LIVE || eagerTools.isShown(block, delivery.eagerInput());
            case THINKING -> delivery.thinking() == Showing.LIVE;
            case SERVER_CALL, SERVER_RESULT, COMPACTION -> false;
            case REDACTED, FALLBACK, UNKNOWN -> true;
        };
    }

    /** A finished call whose input is no JSON may be one that was cut: only the stop reason will tell. */
    boolean waitsForTheEnd(Block block) {
        return block.kind() == BlockKind.CALL && !isShownOpen(block) && !block.hasWholeInput();
    }

    /** Whether all that is held may go. */
    boolean mayGo(Held held) {
        return held.isSettled()
                && held.last().filter(b -> b.isFinished() || isShownOpen(b)).isPresent()
                && held.lastSaid().filter(this::waitsForOthers).isEmpty();
    }

    /** Blank text, or text under a schema, goes with what follows it: if nothing does it is as if it never was. */
    private boolean waitsForOthers(Block block) {
        return block.kind() == BlockKind.TEXT && (block.isBlank() || structuredIsHeld);
    }
}
