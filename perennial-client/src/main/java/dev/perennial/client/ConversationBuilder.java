package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.client.AnthropicClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects what a {@link Conversation} is made from. Not thread-safe. */
public final class ConversationBuilder {

    private static final long DEFAULT_MAX_TOKENS = 16_000;
    private static final int DEFAULT_MAX_REQUESTS = 50;

    /** What has a method of its own, or is the conversation's own affair. */
    private static final Set<String> APART = Set.of("model", "max_tokens", "system", "messages", "tools", "stream");

    final AnthropicClient client;
    final ObjectNode template;
    final List<String> betas = new ArrayList<>();
    final List<ToolFunction> tools = new ArrayList<>();
    List<ObjectNode> history = List.of();
    int maxRequests = DEFAULT_MAX_REQUESTS;

    ConversationBuilder(AnthropicClient client, String model) {
        this.client = requireNonNull(client, "client");
        this.template =
                Json.emptyObject().put("model", requireNonNull(model, "model")).put("max_tokens", DEFAULT_MAX_TOKENS);
    }

    /** Sets the system prompt; none by default. */
    public ConversationBuilder system(String prompt) {
        template.put("system", requireNonNull(prompt, "prompt"));
        return this;
    }

    /** Sets how many tokens one answer may have, 1 or more; 16,000 by default. */
    public ConversationBuilder maxTokens(long tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("maxTokens is " + tokens + " but has to be at least 1");
        }
        template.put("max_tokens", tokens);
        return this;
    }

    /** Offers the model a function. */
    public ConversationBuilder tool(ToolFunction function) {
        tools.add(requireNonNull(function, "function"));
        return this;
    }

    /** Sets how many requests one turn may send, 1 or more; 50 by default. */
    public ConversationBuilder maxRequests(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("maxRequests is " + requests + " but has to be at least 1");
        }
        maxRequests = requests;
        return this;
    }

    /**
     * Sets another field of every request, as the API has it, for example {@code thinking}.
     *
     * @throws IllegalArgumentException if the conversation sets the field itself
     */
    public ConversationBuilder field(String name, JsonNode value) {
        if (APART.contains(name)) {
            throw new IllegalArgumentException("the conversation sets `" + name + "` itself");
        }
        template.set(name, value.deepCopy());
        return this;
    }

    /** Sets how the model picks its words, where it takes that ({@link SamplingLimits}). */
    public ConversationBuilder sampling(Sampling sampling) {
        SamplingFields.addTo(template, sampling);
        return this;
    }

    /** Sends a value of the header {@code anthropic-beta} with every request. */
    public ConversationBuilder beta(String value) {
        betas.add(requireNonNull(value, "value"));
        return this;
    }

    /** Takes up a conversation that was stored ({@link Conversation#history}). */
    public ConversationBuilder history(List<ObjectNode> messages) {
        history = List.copyOf(messages);
        return this;
    }

    /**
     * The conversation.
     *
     * @throws IllegalArgumentException if two tools have the same name
     */
    public Conversation build() {
        return new Conversation(this);
    }
}
