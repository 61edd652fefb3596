package dev.perennial.simulator.script;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.ApiErrorException;
import dev.perennial.simulator.Reply;
import java.util.List;

/**
 * One entry of a script.
 *
 * @param when when it may be used
 * @param outcome what it gives
 */
record ScriptEntry(Condition when, Outcome outcome) {

    /** A reply or an error. */
    sealed interface Outcome {

        /** The model answers. */
        record Say(Reply reply) implements Outcome {}

        /** The API refuses. */
        record Refuse(ApiError error) implements Outcome {}
    }

    static List<ScriptEntry> always(List<Reply> replies) {
        return replies.stream()
                .map(r -> new ScriptEntry(Condition.ALWAYS, new Outcome.Say(r)))
                .toList();
    }

    /** The reply of the entry; throws its error. */
    Reply reply() {
        return switch (outcome) {
            case Outcome.Say say -> say.reply();
            case Outcome.Refuse refuse -> throw new ApiErrorException(refuse.error());
        };
    }
}
