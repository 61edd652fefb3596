package dev.perennial.simulator;

import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Identifiers;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The headers that every response carries (platform.claude.com, "Rate limits"); the limits are those of a Start account, never used up. */
final class ResponseHeaders {

    private static final Duration RESET = Duration.ofSeconds(1);

    private final SimulatorSettings settings;

    ResponseHeaders(SimulatorSettings settings) {
        this.settings = settings;
    }

    Headers of(Identifiers identifiers) {
        return Headers.of(
                        "request-id", identifiers.requestId(),
                        "anthropic-organization-id", Identifiers.organization(settings.seed()))
                .with(limit("requests", 1_000, 999))
                .with(limit("input-tokens", 2_000_000, 2_000_000))
                .with(limit("output-tokens", 400_000, 400_000))
                .with(limit("tokens", 2_400_000, 2_400_000));
    }

    private Headers limit(String of, int limit, int remaining) {
        String prefix = "anthropic-ratelimit-" + of;
        String reset = settings.clock()
                .instant()
                .plus(RESET)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        return Headers.of(
                prefix + "-limit", Integer.toString(limit),
                prefix + "-remaining", Integer.toString(remaining),
                prefix + "-reset", reset);
    }
}
