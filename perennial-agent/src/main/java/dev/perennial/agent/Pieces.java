package dev.perennial.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows of which events a later one says everything anew: the pieces of a block that is whole, of an output that is a
 * result, the beginning of an exchange that is over. Confined to one thread.
 */
final class Pieces {

    private final List<Long> block = new ArrayList<>();
    private final Map<String, List<Long>> printed = new HashMap<>();
    private final Map<Integer, Long> exchanges = new HashMap<>();

    /** The events that this one says anew, by their numbers. */
    List<Long> replacedBy(long seq, SessionEvent event) {
        switch (event) {
            case SessionEvent.BlockStarted ignored -> block.add(seq);
            case SessionEvent.TextDelta ignored -> block.add(seq);
            case SessionEvent.ThinkingDelta ignored -> block.add(seq);
            case SessionEvent.CitationAdded ignored -> block.add(seq);
            case SessionEvent.ToolCallStarted ignored -> block.add(seq);
            case SessionEvent.ToolInputDelta ignored -> block.add(seq);
            case SessionEvent.ResponseEnding ignored -> block.add(seq);
            case SessionEvent.ToolPrinted output ->
                printed.computeIfAbsent(output.id(), id -> new ArrayList<>()).add(seq);
            case SessionEvent.ExchangeStarted exchange -> exchanges.put(exchange.number(), seq);
            case SessionEvent.ExchangeEnded exchange -> {
                Long started = exchanges.remove(exchange.started().number());
                return started == null ? List.of() : List.of(started);
            }
            case SessionEvent.ToolFinished result -> {
                List<Long> pieces = printed.remove(result.id());
                return pieces == null ? List.of() : pieces;
            }
            case SessionEvent.BlockFinished ignored -> {
                return taken();
            }
            case SessionEvent.ResponseStarted ignored -> {
                return taken();
            }
            case SessionEvent.ResponseFinished ignored -> {
                return taken();
            }
            case SessionEvent.ResponseBroken ignored -> {
                return taken();
            }
            default -> {} // the rest stays
        }
        return List.of();
    }

    private List<Long> taken() {
        List<Long> pieces = List.copyOf(block);
        block.clear();
        return pieces;
    }
}
