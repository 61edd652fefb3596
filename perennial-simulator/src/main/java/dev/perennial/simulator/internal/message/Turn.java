package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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

    /** The turns of a conversation. */
    static List<Turn> of(MessagesCall call) {
        List<Turn> turns = new ArrayList<>();
        List<JsonNode> messages = call.messages();
        for (int from = 0; from < messages.size(); ) {
            int to = from + 1;
            while (to < messages.size() && role(messages.get(to)).equals(role(messages.get(from)))) {
                to++;
            }
            turns.add(new Turn(role(messages.get(from)), from, blocks(call, from, to)));
            from = to;
        }
        return List.copyOf(turns);
    }

    private static String role(JsonNode message) {
        return message.path("role").asText();
    }

    private static List<Located> blocks(MessagesCall call, int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(i -> call.located(i).stream())
                .toList();
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
