package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.internal.ImageSize;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.ImageTier;
import dev.perennial.simulator.internal.facts.ModelFacts;
import dev.perennial.simulator.internal.facts.Tokenizer;

/** Counts what a request costs to read: its texts, and overheads that no client can see. */
public final class InputTokens {

    private static final int PER_MESSAGE = 4;
    private static final int TOOLS_PROMPT = 290;
    private static final int IMAGE_OF_UNKNOWN_SIZE = 1_500;
    private static final int CHARACTERS_PER_TOKEN_OF_DATA = 4;

    private final Tokenizer tokenizer;
    private final ImageTier images;

    private InputTokens(ModelFacts model) {
        this.tokenizer = model.tokenizer();
        this.images = model.rules().imageTier();
    }

    /** The tokens of the body of a request to this model. */
    public static int count(JsonNode body, ModelFacts model) {
        return new InputTokens(model).request(body);
    }

    private int request(JsonNode body) {
        int tokens = content(body.path("system")) + tools(body.path("tools"));
        for (JsonNode message : body.path("messages")) {
            tokens += PER_MESSAGE + content(message.path("content"));
        }
        return tokens;
    }

    private int tools(JsonNode tools) {
        return tools.isEmpty() ? 0 : TOOLS_PROMPT + tokenizer.count(Json.write(tools));
    }

    private int content(JsonNode content) {
        if (content.isTextual()) {
            return tokenizer.count(content.asText());
        }
        int tokens = 0;
        for (JsonNode block : content) {
            tokens += block(block);
        }
        return tokens;
    }

    private int block(JsonNode block) {
        return switch (Json.type(block)) {
            case "text" -> tokenizer.count(block.path("text").asText());
            case "image" -> image(block.path("source"));
            case "document" -> block.path("source").path("data").asText("").length() / CHARACTERS_PER_TOKEN_OF_DATA;
            case "thinking" -> block.path("signature").asText("").length() / CHARACTERS_PER_TOKEN_OF_DATA;
            case "redacted_thinking" -> block.path("data").asText("").length() / CHARACTERS_PER_TOKEN_OF_DATA;
            case "tool_result" -> PER_MESSAGE + content(block.path("content"));
            default -> tokenizer.count(Json.write(block));
        };
    }

    private int image(JsonNode source) {
        return ImageSize.ofBase64(source.path("data").asText(""))
                .map(size -> images.tokens(size.width(), size.height()))
                .orElse(IMAGE_OF_UNKNOWN_SIZE);
    }
}
