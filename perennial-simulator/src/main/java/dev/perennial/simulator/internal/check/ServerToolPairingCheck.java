package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.message.Located;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The use of a server tool has its result, unless it is still to come: in a turn that the server paused, or one that
 * calls the client's tools too, which is answered by their results and nothing else (platform.claude.com, "Server
 * tools").
 */
final class ServerToolPairingCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        List<Turn> turns = call.turns();
        Set<String> answered = call.located().stream()
                .filter(b -> b.type().endsWith("_tool_result"))
                .map(b -> b.block().path("tool_use_id").asText(""))
                .collect(Collectors.toSet());
        int mayWait = waitingTurn(turns);
        for (int i = 0; i < turns.size(); i++) {
            Optional<ApiError> fault = i == mayWait ? Optional.empty() : missing(turns.get(i), answered);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** The last assistant turn, if what follows it leaves the server free to go on; -1 if not. */
    private static int waitingTurn(List<Turn> turns) {
        int last = turns.size() - 1;
        if (turns.get(last).is("assistant")) {
            return last;
        }
        boolean results = turns.get(last).allAre(b -> b.type().equals("tool_result"));
        return results ? last - 1 : -1;
    }

    private static Optional<ApiError> missing(Turn turn, Set<String> answered) {
        return Check.firstOf(
                turn.ofType("server_tool_use"),
                use -> Check.invalidIf(!answered.contains(use.block().path("id").asText("")), message(use)));
    }

    private static String message(Located use) {
        String name = use.block().path("name").asText();
        String result = name.startsWith("tool_search_tool") ? "tool_search_tool_result" : name + "_tool_result";
        return "`" + name + "` tool use with id `" + use.block().path("id").asText()
                + "` was found without a corresponding `" + result + "` block";
    }
}
