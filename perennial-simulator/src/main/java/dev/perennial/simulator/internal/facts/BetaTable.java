package dev.perennial.simulator.internal.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.internal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of the header {@code anthropic-beta} that the API knows, with or without effect.
 *
 * @param values the values of {@code betas.json}
 */
public record BetaTable(Set<String> values) {

    public BetaTable {
        values = Set.copyOf(values);
    }

    /** Reads the table that the simulator ships with. */
    public static BetaTable load() {
        try (InputStream in = BetaTable.class.getResourceAsStream("betas.json")) {
            if (in == null) {
                throw new IllegalStateException("betas.json is missing from the simulator's jar.");
            }
            JsonNode groups = Json.parse(in.readAllBytes());
            return new BetaTable(Stream.of("documented", "retired", "seen")
                    .flatMap(group -> Json.elements(groups.path(group)).stream())
                    .map(JsonNode::asText)
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the values that the API does not know. */
    public List<String> unknown(List<String> asked) {
        return asked.stream().filter(v -> !values.contains(v)).distinct().toList();
    }
}
