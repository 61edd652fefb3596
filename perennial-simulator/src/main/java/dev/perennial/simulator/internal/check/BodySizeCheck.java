package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.Simulator;
import java.util.Optional;

/** Bodies have at most 32 MB (platform.claude.com, "Errors", request size limits). */
final class BodySizeCheck implements Check<SimulatedRequest> {

    @Override
    public Optional<ApiError> fault(SimulatedRequest request) {
        return request.body().length > Simulator.MAX_BODY_BYTES
                ? Optional.of(ApiError.tooLarge("Request exceeds the maximum size"))
                : Optional.empty();
    }
}
