package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.models.TokenUsage;

/** Reads a {@code usage} object; what is missing or no count reads as 0, since some documented examples leave it out. */
final class UsageReader {

    private UsageReader() {}

    static TokenUsage read(JsonNode usage) {
        JsonNode creation = usage.path("cache_creation");
        long oneHour = count(creation, "ephemeral_1h_input_tokens");
        long written = usage.path("cache_creation_input_tokens").isNumber()
                ? count(usage, "cache_creation_input_tokens")
                : oneHour + count(creation, "ephemeral_5m_input_tokens");
        return new TokenUsage(
                count(usage, "input_tokens"),
                count(usage, "output_tokens"),
                Math.max(0, written - oneHour),
                Math.min(oneHour, written),
                count(usage, "cache_read_input_tokens"));
    }

    private static long count(JsonNode usage, String field) {
        return Math.max(0, usage.path(field).asLong(0));
    }
}
