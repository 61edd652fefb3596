package dev.perennial.simulator;

import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Credential;
import dev.perennial.simulator.internal.HttpDate;
import dev.perennial.simulator.internal.Identifiers;
import dev.perennial.simulator.internal.limit.Limiter;
import dev.perennial.simulator.limit.RateClass;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The headers that every response carries (platform.claude.com, "Rate limits"); without limits those of a Start account, never used up. */
final class ResponseHeaders {

    private static final String REQUESTS = "anthropic-ratelimit-requests";
    private static final Duration RESET = Duration.ofSeconds(1);

    private final SimulatorSettings settings;
    private final Limiter limiter;

    ResponseHeaders(SimulatorSettings settings, Limiter limiter) {
        this.settings = settings;
        this.limiter = limiter;
    }

    /** The headers of an answer to what is no request. */
    Headers of(Identifiers identifiers) {
        return Headers.of(
                "date", HttpDate.format(settings.clock().instant()),
                "request-id", identifiers.requestId(),
                "anthropic-organization-id", Identifiers.organization(settings.seed()));
    }

    Headers of(Identifiers identifiers, Received received) {
        return of(identifiers).with(limiter.limits().on() ? limits(received) : neverUsedUp());
    }

    private Headers limits(Received received) {
        String credential = Credential.of(received.request().headers(), settings.seed());
        if (received.request().path().equals(MessagesEndpoint.COUNT_PATH)) {
            return requestsOnly(
                    limiter.headers(credential, RateClass.COUNT_TOKENS).orElse(Headers.EMPTY));
        }
        String model = received.json().path("model").asText("");
        return model.isEmpty()
                ? Headers.EMPTY
                : limiter.headers(credential, RateClass.of(model)).orElse(Headers.EMPTY);
    }

    private static Headers requestsOnly(Headers headers) {
        return new Headers(headers.fields().stream()
                .filter(field -> field.name().startsWith(REQUESTS))
                .toList());
    }

    private Headers neverUsedUp() {
        return limit("requests", 1_000, 999)
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
