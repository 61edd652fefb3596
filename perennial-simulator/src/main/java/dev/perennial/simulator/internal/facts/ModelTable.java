package dev.perennial.simulator.internal.facts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.internal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The models that the simulator knows, newest first.
 *
 * @param models the rows of {@code models.json}
 */
public record ModelTable(List<ModelFacts> models) {

    /** Before the id of a known model: the same model, plainly labelled as a fake. */
    private static final String LABEL = "simulated-";

    public ModelTable {
        models = List.copyOf(models);
    }

    /** Reads the table that the simulator ships with. */
    public static ModelTable load() {
        try (InputStream in = ModelTable.class.getResourceAsStream("models.json")) {
            if (in == null) {
                throw new IllegalStateException("models.json is missing from the simulator's jar.");
            }
            JsonNode rows = Json.parse(in.readAllBytes()).path("models");
            return new ModelTable(
                    Json.elements(rows).stream().map(ModelTable::model).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model of this id or alias, also with {@code simulated-} before it. */
    public Optional<ModelFacts> find(String name) {
        String plain = name.startsWith(LABEL) ? name.substring(LABEL.length()) : name;
        return models.stream().filter(m -> m.answersTo(plain)).findFirst();
    }

    private static ModelFacts model(JsonNode row) {
        return new ModelFacts(
                text(row, "id"),
                texts(row.path("aliases")),
                text(row, "display_name"),
                text(row, "created_at"),
                row.path("max_input_tokens").asInt(),
                row.path("max_tokens").asInt(),
                Tokenizer.valueOf(text(row, "tokenizer").toUpperCase(Locale.ROOT)),
                row.path("prefill").asBoolean(),
                texts(row.path("thinking_types")),
                row.path("thinks_by_default").asBoolean(),
                row.path("shows_thinking").asBoolean(),
                texts(row.path("efforts")),
                optional(row, "retires_at"),
                rules(row));
    }

    private static ModelRules rules(JsonNode row) {
        return new ModelRules(
                row.path("thinking_generation").asInt(),
                PrefixBinding.valueOf(text(row, "prefix_binding").toUpperCase(Locale.ROOT)),
                texts(row.path("refused_tool_types")),
                row.path("forced_tool_choice").asBoolean(),
                row.path("mid_conversation_system").asBoolean(),
                row.path("sampling").asBoolean(),
                optional(row, "disabled_up_to_effort"),
                row.path("min_cacheable_tokens").asInt(),
                ImageTier.valueOf(text(row, "image_tier").toUpperCase(Locale.ROOT)),
                FastMode.valueOf(text(row, "fast_mode").toUpperCase(Locale.ROOT)));
    }

    private static Optional<String> optional(JsonNode row, String field) {
        return row.has(field) ? Optional.of(text(row, field)) : Optional.empty();
    }

    private static String text(JsonNode row, String field) {
        if (!row.path(field).isTextual()) {
            throw new IllegalStateException("models.json: " + row.path("id") + " has no " + field + ".");
        }
        return row.path(field).asText();
    }

    private static List<String> texts(JsonNode array) {
        return Json.elements(array).stream().map(JsonNode::asText).toList();
    }
}
