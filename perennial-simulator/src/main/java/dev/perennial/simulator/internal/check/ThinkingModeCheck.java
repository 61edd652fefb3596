package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.facts.Efforts;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.ThinkingMode;
import java.util.List;
import java.util.Optional;

/**
 * The model takes the type of thinking, at this effort (platform.claude.com, "Extended thinking", "Models overview").
 */
final class ThinkingModeCheck implements Check<MessagesCall> {

    private static final String HIGHEST_BETWEEN_TOOLS = "high";

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        ThinkingMode mode = call.thinking();
        return mode.asked() ? type(call, mode.type()).or(() -> effort(call, mode.type())) : Optional.empty();
    }

    private static Optional<ApiError> type(MessagesCall call, String type) {
        List<String> types = call.model().thinkingTypes();
        if (types.contains(type)) {
            return Optional.empty();
        }
        return Check.invalid(
                types.contains("adaptive")
                        ? "\"thinking.type." + type + "\" is not supported for this model. Use"
                                + " \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior."
                        : type + " thinking is not supported on this model");
    }

    private static Optional<ApiError> effort(MessagesCall call, String type) {
        JsonNode effort = call.body().path("output_config").path("effort");
        Optional<String> highest = switch (type) {
            case "disabled" -> call.model().rules().disabledUpToEffort();
            case "between_tools" -> Optional.of(HIGHEST_BETWEEN_TOOLS);
            default -> Optional.empty();
        };
        return highest.filter(h -> Efforts.ALL.indexOf(effort.asText()) > Efforts.ALL.indexOf(h))
                .flatMap(h -> Check.invalid("\"thinking.type." + type + "\" is only supported up to"
                        + " \"output_config.effort\": \"" + h + "\" on this model."));
    }
}
