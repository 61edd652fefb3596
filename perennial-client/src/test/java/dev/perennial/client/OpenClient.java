package dev.perennial.client;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import java.util.Map;

/** A client for the length of a test. */
record OpenClient(AnthropicClient sdk) implements AutoCloseable {

    static OpenClient to(ScriptedServer server) {
        return of(settings(server).build());
    }

    static OpenClient of(ClientSettings settings) {
        return new OpenClient(ClientFactory.create(settings));
    }

    /** Settings for a server of the test, without anything from this machine's environment. */
    static ClientSettings.Builder settings(ScriptedServer server) {
        return ClientSettings.builder()
                .baseUrl(server.url())
                .apiKey("test-key")
                .maxRetries(0)
                .environment(Map.of());
    }

    static MessageCreateParams hello() {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(1000)
                .addUserMessage("Hello")
                .build();
    }

    /** A stream for a request that says hello. */
    MessageStream stream() {
        return MessageStream.open(sdk, hello());
    }

    @Override
    public void close() {
        sdk.close();
    }
}
