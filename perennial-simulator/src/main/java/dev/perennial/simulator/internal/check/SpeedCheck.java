package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.Optional;

/** The model can be fast, and has the header where that is still needed (platform.claude.com, "Fast mode"). */
final class SpeedCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        if (!call.body().path("speed").asText("").equals("fast")) {
            return Optional.empty();
        }
        return switch (call.model().rules().fastMode()) {
            case NONE ->
                Check.invalid("'" + call.body().path("model").asText() + "' does not support the `speed` parameter.");
            case BETA -> Check.invalidIf(!call.head().hasAny("fast-mode-"), "speed: Extra inputs are not permitted");
            case ALL -> Optional.empty();
        };
    }
}
