package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Effort;
import dev.perennial.models.EffortLevels;
import dev.perennial.models.Limits;
import dev.perennial.models.Thinking;
import dev.perennial.models.ThinkingMode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lays the answer of {@code GET /v1/models/{id}} over what is listed; parts that are missing or odd are passed over. */
final class ReportedCapabilities {

    private ReportedCapabilities() {}

    static Capabilities merge(Capabilities listed, ObjectNode info) {
        Capabilities merged = limits(listed, info).map(listed::withLimits).orElse(listed);
        JsonNode reported = info.path("capabilities");
        merged = thinking(merged, reported.path("thinking"))
                .map(merged::withThinking)
                .orElse(merged);
        return effort(merged, reported.path("effort")).map(merged::withEffort).orElse(merged);
    }

    private static Optional<Limits> limits(Capabilities listed, ObjectNode info) {
        long context = info.path("max_input_tokens").asLong(0);
        long output = info.path("max_tokens").asLong(0);
        if (context < 1 && output < 1) {
            return Optional.empty();
        }
        return Optional.of(new Limits(
                context > 0 ? context : listed.contextTokens(), output > 0 ? output : listed.outputTokens()));
    }

    private static Optional<Thinking> thinking(Capabilities listed, JsonNode thinking) {
        Set<ThinkingMode> modes = supported(thinking.path("types"), ThinkingMode.values(), ThinkingMode::word);
        if (modes.isEmpty()) {
            return Optional.empty();
        }
        ThinkingMode standard = listed.thinking().standard();
        if (!modes.contains(standard)) {
            standard = modes.contains(ThinkingMode.DISABLED) ? ThinkingMode.DISABLED : ThinkingMode.ADAPTIVE;
        }
        return Optional.of(new Thinking(modes, standard, listed.thinking().reducedUpTo()));
    }

    private static Optional<EffortLevels> effort(Capabilities listed, JsonNode effort) {
        Effort standard = listed.effort().standard();
        if (effort.path("supported").isBoolean() && !effort.path("supported").booleanValue()) {
            return Optional.of(new EffortLevels(Set.of(), standard));
        }
        Set<Effort> levels = supported(effort, Effort.values(), Effort::word);
        return levels.isEmpty() ? Optional.empty() : Optional.of(new EffortLevels(levels, standard));
    }

    private static <T> Set<T> supported(JsonNode reported, T[] all, Function<T, String> word) {
        return Arrays.stream(all)
                .filter(each ->
                        reported.path(word.apply(each)).path("supported").asBoolean(false))
                .collect(Collectors.toSet());
    }
}
