package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.SimulatedRequest;
import java.util.Optional;
import java.util.Set;

/** The header {@code anthropic-version} is required and names a known version (platform.claude.com, "Versioning"). */
final class VersionCheck implements Check<SimulatedRequest> {

    private static final Set<String> VERSIONS = Set.of("2023-01-01", "2023-06-01", "2026-10-21");

    @Override
    public Optional<ApiError> fault(SimulatedRequest request) {
        Optional<String> version = request.headers().first("anthropic-version");
        if (version.isEmpty()) {
            return Check.invalid("anthropic-version: header is required");
        }
        return Check.invalidIf(
                !VERSIONS.contains(version.get()),
                "anthropic-version: \"" + version.get() + "\" is not a valid version");
    }
}
