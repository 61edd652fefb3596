package dev.perennial.simulator.sdk;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClientAsync;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.LoggedRequest;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import java.util.List;

/** A simulator with unmodified SDK clients that talk to it. */
final class Simulated implements AutoCloseable {

    static final long SEED = 7;

    private final SimulatorServer server;
    private final AnthropicClient client;
    private final AnthropicClientAsync asyncClient;

    Simulated(Brain brain) {
        server = SimulatorServer.start(
                SimulatorSettings.builder(brain).seed(SEED).build());
        String url = server.baseUrl().toString();
        client = AnthropicOkHttpClient.builder()
                .baseUrl(url)
                .apiKey("test-key")
                .responseValidation(true)
                .build();
        asyncClient = AnthropicOkHttpClientAsync.builder()
                .baseUrl(url)
                .apiKey("test-key")
                .responseValidation(true)
                .build();
    }

    AnthropicClient client() {
        return client;
    }

    AnthropicClientAsync asyncClient() {
        return asyncClient;
    }

    List<LoggedRequest> requests() {
        return server.requests();
    }

    @Override
    public void close() {
        client.close();
        asyncClient.close();
        server.close();
    }
}
