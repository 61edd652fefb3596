package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.Optional;

/**
 * Sampling parameters, where the API version still has them: in their range, on models up to 4.6, and not against
 * thinking (platform.claude.com, "Messages", "Extended thinking", what's-new page of Opus 4.7).
 */
final class SamplingCheck implements Check<MessagesCall> {

    private static final double DEFAULT = 1;
    private static final double LEAST_TOP_P_WITH_THINKING = 0.95;

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        return parameter(call, "temperature")
                .or(() -> parameter(call, "top_p"))
                .or(() -> topK(call))
                .or(() -> call.thinking().askedFor() ? withThinking(call) : Optional.empty());
    }

    private static Optional<ApiError> parameter(MessagesCall call, String name) {
        JsonNode value = call.body().path(name);
        if (!value.isNumber()) {
            return Optional.empty();
        }
        return refused(call, name)
                .or(() -> Check.invalidIf(value.asDouble() < 0 || value.asDouble() > 1, name + ": range: 0..1"))
                .or(() -> Check.invalidIf(
                        value.asDouble() != DEFAULT && !call.model().rules().sampling(), unsupported(name)));
    }

    private static Optional<ApiError> topK(MessagesCall call) {
        return call.body().path("top_k").isNumber()
                ? refused(call, "top_k")
                        .or(() -> Check.invalidIf(!call.model().rules().sampling(), unsupported("top_k")))
                : Optional.empty();
    }

    private static Optional<ApiError> refused(MessagesCall call, String name) {
        return Check.invalidIf(
                call.assumptions().is(Assumption.SAMPLING_IN_OLD_VERSION, "refused"),
                name + ": Extra inputs are not permitted");
    }

    private static String unsupported(String name) {
        return name + ": values other than the default are not supported for this model";
    }

    private static Optional<ApiError> withThinking(MessagesCall call) {
        JsonNode temperature = call.body().path("temperature");
        JsonNode topP = call.body().path("top_p");
        return Check.invalidIf(
                        temperature.isNumber() && temperature.asDouble() != DEFAULT,
                        "`temperature` may only be set to 1 when thinking is enabled.")
                .or(() -> Check.invalidIf(
                        topP.isNumber() && topP.asDouble() < LEAST_TOP_P_WITH_THINKING,
                        "`top_p` must be greater than or equal to 0.95 or unset when thinking is enabled."))
                .or(() -> Check.invalidIf(
                        call.body().path("top_k").isNumber(), "`top_k` must be unset when thinking is enabled."));
    }
}
