package dev.perennial.benchmarks.session;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.CacheBreakpoints;
import dev.perennial.agent.MessageSource;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.MessageStream;
import dev.perennial.client.Perennial;
import dev.perennial.client.PerennialSettings;
import dev.perennial.client.RawMessages;
import dev.perennial.client.ReceivedMessage;
import dev.perennial.client.governor.Governing;
import dev.perennial.simulator.SimulatorServer;
import java.util.Map;

/** Asks a simulator as {@code run} asks the API, but for the governor, who would have it wait. */
final class SdkSource implements MessageSource, AutoCloseable {

    static final String MODEL = "claude-opus-5-5";

    private final AnthropicClient client;

    SdkSource(SimulatorServer server) {
        client = ClientFactory.create(ClientSettings.builder()
                .baseUrl(server.baseUrl().toString())
                .environment(Map.of())
                .apiKey("none")
                .maxRetries(0)
                .interceptor(Perennial.with(
                        PerennialSettings.builder().governing(Governing.OFF).build()))
                .build());
    }

    @Override
    public MessageStream open(ObjectNode conversation) {
        return MessageStream.open(client, params(conversation));
    }

    @Override
    public MessageStream resume(ObjectNode conversation, ReceivedMessage received) {
        return MessageStream.resume(client, params(conversation), received);
    }

    private static MessageCreateParams params(ObjectNode conversation) {
        ObjectNode body = conversation.objectNode().put("model", MODEL).put("max_tokens", 20_000);
        body.put("system", "You are an agent with tools. ".repeat(400));
        body.putObject("cache_control").put("type", "ephemeral");
        return RawMessages.params(CacheBreakpoints.in(body.setAll(conversation)));
    }

    @Override
    public void close() {
        client.close();
    }
}
