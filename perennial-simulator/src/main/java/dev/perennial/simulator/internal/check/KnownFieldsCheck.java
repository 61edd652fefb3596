package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.message.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A body has no fields but those of the SDK's {@code MessageCreateParams}, or of its {@code MessageCountTokensParams} if
 * it asks for a count; those of their beta forms need their header,
 * and the sampling parameters an API version before 2026-10-21 (platform.claude.com, "Versioning").
 */
final class KnownFieldsCheck implements Check<BodyShape> {

    private static final Set<String> KNOWN = Set.of(
            "billing_policy",
            "cache_control",
            "container",
            "diagnostics",
            "inference_geo",
            "max_tokens",
            "messages",
            "metadata",
            "model",
            "output_config",
            "output_format",
            "service_tier",
            "speed",
            "stop_sequences",
            "stream",
            "system",
            "thinking",
            "tool_choice",
            "tools",
            "user_profile_id");

    /** What only a message has; a count that has it is refused. */
    private static final Set<String> NOT_IN_COUNTS = Set.of(
            "container",
            "diagnostics",
            "fallback_credit_token",
            "fallbacks",
            "inference_geo",
            "max_tokens",
            "metadata",
            "service_tier",
            "stop_sequences",
            "stream",
            "temperature",
            "thread",
            "top_k",
            "top_p");

    private static final Set<String> SAMPLING = Set.of("temperature", "top_k", "top_p");

    /** The beginnings of the header values, each of which allows the field. */
    private static final Map<String, List<String>> BETA = Map.of(
            "compaction", List.of("compact-2026-09-04"),
            "context_management", List.of("context-management-", "compact-2026-01-12"),
            "fallback_credit_token", List.of("fallback-credit-"),
            "fallbacks", List.of("server-side-fallback-"),
            "mcp_servers", List.of("mcp-client-"),
            "thread", List.of("message-threads-"));

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        return shape.body().properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !allowed(field, shape.head()) || (shape.countOnly() && NOT_IN_COUNTS.contains(field)))
                .findFirst()
                .flatMap(field -> Check.invalid(field + ": Extra inputs are not permitted"));
    }

    private static boolean allowed(String field, RequestHead head) {
        if (SAMPLING.contains(field)) {
            return !head.isVersionOfOctober2026();
        }
        return KNOWN.contains(field)
                || BETA.getOrDefault(field, List.of()).stream().anyMatch(head::hasAny);
    }
}
