package dev.perennial.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.gateway.Gateway;
import dev.perennial.gateway.GatewaySettings;
import dev.perennial.http.HttpSettings;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that leaves in the middle of an answer: nobody pays for the rest. */
@Timeout(120)
final class LeavingClientsTest {

    private final EndlessApi api = new EndlessApi();
    private final Gateway gateway = before(api);

    private static Gateway before(EndlessApi api) {
        return Gateway.start(
                GatewaySettings.DEFAULT.withHttp(HttpSettings.DEFAULT).withUpstream(api.uri()));
    }

    @AfterEach
    void close() {
        gateway.close();
        api.close();
    }

    @Test
    void abort_typeScriptSdkInMidStream_theApiIsLeft() throws IOException, InterruptedException {
        NodeClients.require();
        Talk talk = new Talk("sdk-abort", Scenario.TEXT, gateway.uri(), "");

        Heard heard = NodeClients.of(NodeClients.hear(List.of(talk), 60), talk);

        assertThat(heard.lines()).containsExactly("text: Once upon a time", "error: APIUserAbortError");
        assertThat(api.isLeft()).isTrue();
    }

    @Test
    void close_javaSdkInMidStream_theApiIsLeft() throws InterruptedException {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(JvmClient.MODEL)
                .maxTokens(JvmClient.MAX_TOKENS)
                .addUserMessage("Tell me something.")
                .build();
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(gateway.uri().toString())
                .apiKey("any")
                .build();

        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params)) {
            assertThat(events.stream()
                            .filter(e -> e.contentBlockDelta().isPresent())
                            .findFirst())
                    .isPresent();
        }

        assertThat(api.isLeft()).isTrue();
        client.close();
    }
}
