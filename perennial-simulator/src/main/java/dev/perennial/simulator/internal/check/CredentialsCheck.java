package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.SimulatedRequest;
import java.util.Optional;

/** A key comes as {@code x-api-key} or, since October 2026, as bearer token (platform.claude.com, "Versioning"); any key will do. */
final class CredentialsCheck implements Check<SimulatedRequest> {

    private static final String BEARER = "Bearer ";

    @Override
    public Optional<ApiError> fault(SimulatedRequest request) {
        Optional<String> key = request.headers().first("x-api-key").or(() -> bearer(request));
        if (key.isEmpty()) {
            return refuse("Authorization or x-api-key header is required");
        }
        return key.get().isBlank() ? refuse("invalid x-api-key") : Optional.empty();
    }

    private static Optional<String> bearer(SimulatedRequest request) {
        return request.headers()
                .first("authorization")
                .filter(a -> a.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(a -> a.substring(BEARER.length()));
    }

    private static Optional<ApiError> refuse(String message) {
        return Optional.of(ApiError.authentication(message));
    }
}
