package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.models.Sampling;
import dev.perennial.models.Violation;
import dev.perennial.simulator.Reply;
import dev.perennial.testkit.SimulatorExtension;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sampling parameters are accepted where version and model take them, else refused before the request. */
class SamplingLimitsTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = SimulatorExtension.withBrain(prompt -> Reply.text("Hello"));

    private final AnthropicClient client = ClientFactory.create(ClientSettings.builder()
            .baseUrl(SIMULATOR.baseUrl().toString())
            .apiKey("test-key")
            .environment(Map.of())
            .build());

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void olderModel_withTheFields_isAskedUnderTheVersionThatTakesThem() {
        try (MessageStream stream = MessageStream.open(
                client,
                SamplingFields.addTo(
                        params("claude-sonnet-4-6"),
                        Sampling.NONE.withTemperature(0.3).withTopK(5)))) {
            assertThat(stream.finalText()).isEqualTo("Hello");
        }
        assertThat(SIMULATOR.requests().getLast().headers().first("anthropic-version"))
                .contains("2023-06-01");
        assertThat(SIMULATOR.requests().getLast().body().path("top_k").asInt()).isEqualTo(5);
    }

    @Test
    void newerModel_isRefusedBeforeItIsAsked() {
        int before = SIMULATOR.requests().size();
        MessageCreateParams params = SamplingFields.addTo(params("claude-opus-5-5"), Sampling.NONE.withTopP(0.5));

        assertThatThrownBy(() -> MessageStream.open(client, params))
                .isInstanceOfSatisfying(UnsupportedByModelException.class, refused -> {
                    assertThat(refused).hasMessageContainingAll("top_p is 0.5", "claude-opus-5-5", "leave it out");
                    assertThat(refused.code()).isEqualTo("unsupported_by_model");
                    assertThat(refused.retryable()).isFalse();
                });
        assertThatThrownBy(() -> client.async().messages().create(params).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UnsupportedByModelException.class);
        assertThat(SIMULATOR.requests()).hasSize(before);
    }

    @Test
    void fieldPutInByHand_underTheNewVersion_isRefusedWithTheWayOut() {
        MessageCreateParams params = params("claude-sonnet-4-6").toBuilder()
                .putAdditionalBodyProperty("temperature", JsonValue.from(0.5))
                .build();

        assertThatThrownBy(() -> MessageStream.open(client, params))
                .isInstanceOf(UnsupportedByModelException.class)
                .hasMessageContainingAll(
                        "temperature is 0.5", "2026-10-21", "claude-sonnet-4-6", "SamplingFields.addTo");
    }

    @Test
    void conversation_withSampling_isAskedUnderTheVersionThatTakesIt() {
        Turn turn = Conversation.with(client, "claude-sonnet-4-6")
                .sampling(Sampling.NONE.withTemperature(0.2))
                .build()
                .say("Hello");

        assertThat(turn.isWhole()).isTrue();
        assertThat(SIMULATOR.requests().getLast().body().path("temperature").asDouble())
                .isEqualTo(0.2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ANTHROPIC | 2026-10-21 | {"model":"claude-sonnet-4-6","messages":[{"temperature":2}]}                       |
            ANTHROPIC | 2026-10-21 | {"model":"claude-sonnet-4-6","system":"say \\"temperature\\""}                   |
            ANTHROPIC | 2026-10-21 | {"model":"nobody-knows","temperature":0.5}                                         |
            ANTHROPIC | 2026-10-21 | {"temperature":                                                                    |
            ANTHROPIC | 2023-06-01 | {"model":"claude-sonnet-4-6","temperature":0.5}                                    |
            ANTHROPIC | 2023-06-01 | {"model":"claude-sonnet-4-6","temperature":0.5,"thinking":{"type":"adaptive"}}     | temperature
            ANTHROPIC | 2026-10-21 | {"model":"claude-opus-5-5","temperature":1}                                        | temperature
            AWS       | 2026-10-21 | {"model":"claude-sonnet-4-6","top_k":4}                                            | top_k
            BEDROCK   | 2026-10-21 | {"model":"us.anthropic.claude-sonnet-4-6","temperature":0.5}                       |
            BEDROCK   | 2026-10-21 | {"model":"us.anthropic.claude-opus-5-5","temperature":0.5}                         | temperature
            VERTEX    | 2026-10-21 | {"model":"claude-sonnet-4-6","top_p":0.5}                                          |
            """)
    void violations_byProviderVersionAndModel(
            Provider provider, String version, String body, @org.jspecify.annotations.Nullable String refused) {
        assertThat(SamplingLimits.of(provider).violations(version, body.getBytes(UTF_8)))
                .extracting(Violation::field)
                .isEqualTo(java.util.Optional.ofNullable(refused).stream().toList());
    }

    private static MessageCreateParams params(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(1000)
                .addUserMessage("Hello")
                .build();
    }

    @Test
    void addTo_whatIsNoNumber_isRefused() {
        assertThatThrownBy(() -> SamplingFields.addTo(OpenClient.hello(), Sampling.NONE.withTemperature(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("temperature is NaN but has to be a number such as 0.5");
    }
}
