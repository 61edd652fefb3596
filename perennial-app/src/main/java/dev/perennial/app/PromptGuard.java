package dev.perennial.app;

import com.anthropic.client.AnthropicClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.Outcome;
import dev.perennial.agent.RequestNotSentException;
import dev.perennial.client.TokenCount;
import dev.perennial.models.Capabilities;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Finds prompts that cannot fit before they are sent. An estimate from the number of characters tells when a prompt comes
 * near the limit; then the API's own count, which is free, decides.
 */
final class PromptGuard {

    /** The largest body that the API takes (Messages API, "Request size limits"). */
    private static final long MAX_BYTES = 32_000_000;

    /** Text can have this many times more tokens than its length suggests: tables, numbers, rare scripts. */
    private static final double DOUBT = 2.5;

    private final AnthropicClient client;
    private final Capabilities capabilities;
    private final List<String> betas;

    /**
     * @param betas what requests say in the header {@code anthropic-beta}
     */
    PromptGuard(AnthropicClient client, Capabilities capabilities, List<String> betas) {
        this.client = client;
        this.capabilities = capabilities;
        this.betas = betas;
    }

    /**
     * Checks a request.
     *
     * @throws RequestNotSentException if it cannot fit
     */
    void check(ObjectNode body) {
        long characters = characters(body);
        if (characters > MAX_BYTES) {
            throw tooLarge("%,d characters, but a request takes at most %,d bytes", characters, MAX_BYTES);
        }
        long estimate = capabilities.tokenizer().estimate(characters);
        if (estimate * DOUBT < capabilities.contextTokens()) {
            return;
        }
        OptionalLong counted = new TokenCount(client).count(body, betas);
        long tokens = counted.orElse(Math.round(estimate / DOUBT));
        if (tokens > capabilities.contextTokens()) {
            throw tooLarge(
                    "%,d tokens, but " + capabilities.model() + " takes at most %,d",
                    tokens,
                    capabilities.contextTokens());
        }
    }

    private static RequestNotSentException tooLarge(String sizes, long size, long limit) {
        String message = "The prompt was not sent: it has " + String.format(Locale.ROOT, sizes, size, limit)
                + ". Leave something out, or split the task.";
        return new RequestNotSentException(Outcome.CONTEXT_FULL, "prompt_too_large", message);
    }

    private static long characters(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().length();
        }
        long characters = 0;
        for (JsonNode child : node) {
            characters += characters(child);
        }
        return characters;
    }
}
