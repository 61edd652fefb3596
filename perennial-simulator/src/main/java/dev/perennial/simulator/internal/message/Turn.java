package dev.perennial.simulator.internal.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Messages of one role that follow each other, which the API takes as one (platform.claude.com, "Messages").
 *
 * @param role the role
 * @param firstMessage the index of its first message
 * @param blocks the blocks of all its messages
 */
public record Turn(String role, int firstMessage, List<Located> blocks) {

    public Turn {
        blocks = List.copyOf(blocks);
    }

    /** The turns of messages. */
    static List<Turn> of(MessagesCall call) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < call.messages().size(); i++) {
            add(turns, call, i);
        }
        return List.copyOf(turns);
    }

    private static void add(List<Turn> turns, MessagesCall call, int message) {
        String role = call.messages().get(message).path("role").asText();
        List<Located> blocks = call.located(message);
        if (turns.isEmpty() || !turns.getLast().role.equals(role)) {
            turns.add(new Turn(role, message, blocks));
        } else {
            Turn begun = turns.removeLast();
            List<Located> joined = new ArrayList<>(begun.blocks);
            joined.addAll(blocks);
            turns.add(new Turn(role, begun.firstMessage, joined));
        }
    }

    /** Whether the role is this one. */
    public boolean is(String wanted) {
        return role.equals(wanted);
    }

    /** The blocks of a type. */
    public List<Located> ofType(String type) {
        return blocks.stream().filter(b -> b.type().equals(type)).toList();
    }

    /** Whether there are blocks and all are like this. */
    public boolean allAre(Predicate<Located> like) {
        return !blocks.isEmpty() && blocks.stream().allMatch(like);
    }
}
