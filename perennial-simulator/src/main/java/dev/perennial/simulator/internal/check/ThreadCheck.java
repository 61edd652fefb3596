package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import java.util.Optional;

/**
 * Message threads are refused in the one way that has clients go on without them, as the SDK's tool runner does
 * (platform.claude.com, "Message threads").
 */
final class ThreadCheck implements Check<BodyShape> {

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        return shape.body().hasNonNull("thread")
                ? Optional.of(new ApiError(
                        400, "invalid_request_error", "thread: The simulator has no message threads.", details()))
                : Optional.empty();
    }

    private static ObjectNode details() {
        ObjectNode details = Json.object().put("error_code", "thread_unsupported_request");
        details.putArray("unsupported");
        return details;
    }
}
