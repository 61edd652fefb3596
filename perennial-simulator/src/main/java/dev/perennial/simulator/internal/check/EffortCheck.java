package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.List;
import java.util.Optional;

/** The model takes this level of effort (platform.claude.com, "Effort"). */
final class EffortCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        String effort = call.body().path("output_config").path("effort").asText("");
        List<String> levels = call.model().efforts();
        if (!call.body().path("output_config").hasNonNull("effort") || levels.contains(effort)) {
            return Optional.empty();
        }
        return Check.invalid(
                levels.isEmpty()
                        ? "This model does not support the effort parameter."
                        : "output_config.effort: \"" + effort + "\" is not supported for this model. Use one of: "
                                + String.join(", ", levels) + ".");
    }
}
